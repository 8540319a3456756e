// A crawler with Node's own means and the package p-limit (npm install p-limit): no #workshop, so you can copy this file.
// The site that it crawls is in 12-crawler.server.ts.
//
//   npx tsx steps/12-crawler.plain.ts        at most 5 requests at the same time; press Ctrl+C while it runs
//   npx tsx steps/12-crawler.plain.ts bug    the crawler of "At work"

import { EventEmitter, on } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { startSite } from './12-crawler.server.ts';

interface Report {
  address: string;
  outcome: 'fetched' | 'failed' | 'left';
}

// One request. The signal ends it, and the reading of the answer as well.
async function fetchLinks(address: string, signal?: AbortSignal): Promise<string[]> {
  const response = await fetch(address, signal ? { signal } : {});
  const html = await response.text();
  if (!response.ok) throw new Error(`status ${response.status}`);
  const links = [...html.matchAll(/href="([^"#]*)/g)].map(([, link]) => new URL(link!, address));
  return links.filter(({ host }) => host === new URL(address).host).map(({ href }) => href);
}

// One page: up to three attempts, a deadline for each, and a pause between two.
async function tryLinks(address: string, signal: AbortSignal): Promise<string[]> {
  for (let attempt = 1; ; attempt += 1) {
    // Kept in a variable that is used below: Node 20 may collect a timeout that only AbortSignal.any knows.
    const late = AbortSignal.timeout(800);
    try {
      return await fetchLinks(address, AbortSignal.any([late, signal]));
    } catch (error) {
      signal.throwIfAborted();
      if (attempt === 3) throw late.aborted ? late.reason : error;
      await sleep(200, undefined, { signal });
    }
  }
}

// All pages: each address gets one report, as soon as it is known. The crawl stops when the signal aborts, or when the
// loop over the reports is left.
async function* crawl(start: string, most: number, signal: AbortSignal): AsyncGenerator<Report> {
  const limit = pLimit(most);
  const found = new Set<string>();
  const events = new EventEmitter();
  const loopLeft = new AbortController();
  const stop = AbortSignal.any([signal, loopLeft.signal]);

  const visit = async (address: string): Promise<void> => {
    if (found.has(address)) return;
    found.add(address); // before the first await
    const work = async () => {
      stop.throwIfAborted(); // it may have waited long for its slot
      return tryLinks(address, stop);
    };
    try {
      const links = await limit(work);
      events.emit('report', { address, outcome: 'fetched' });
      await Promise.all(links.map(visit));
    } catch {
      events.emit('report', { address, outcome: stop.aborted ? 'left' : 'failed' });
    }
  };

  const reports = on(events, 'report', { close: ['end'] }) as AsyncIterable<[Report]>;
  const visiting = visit(start).then(() => events.emit('end'));
  try {
    for await (const [report] of reports) yield report;
  } finally {
    loopLeft.abort();
    await visiting;
  }
}

async function crawlAndReport(start: string): Promise<void> {
  const asked = new AbortController();
  process.once('SIGINT', () => asked.abort(new Error('Ctrl+C')));
  const late = AbortSignal.timeout(20_000);

  const pages: Record<Report['outcome'], string[]> = { fetched: [], failed: [], left: [] };
  for await (const { address, outcome } of crawl(start, 5, AbortSignal.any([asked.signal, late]))) {
    pages[outcome].push(new URL(address).pathname);
    if (outcome === 'fetched' && pages.fetched.length % 50 === 0)
      console.log(`${pages.fetched.length} pages fetched`);
  }
  const { fetched, failed, left } = pages;
  console.log(`fetched ${fetched.length}, failed ${failed.length}, left ${left.length}`);
  if (failed.length > 0) console.log(`failed: ${failed.sort().join(' ')}`);
  if (late.aborted) console.log('stopped: 20 s were not enough');
  if (asked.signal.aborted) process.exitCode = 130;
}

// The bug.
async function crawlWithBugs(start: string): Promise<void> {
  const seen = new Set<string>();
  const visit = async (address: string): Promise<void> => {
    if (seen.has(address)) return;
    const links = await fetchLinks(address);
    seen.add(address);
    await Promise.all(links.map(visit));
  };
  try {
    await visit(start);
    console.log(`${seen.size} pages fetched`);
  } catch (error) {
    console.log(`the crawl failed: ${(error as Error).message}`);
  }
}

const given = process.argv.slice(2).join(' ');
if (given !== '' && given !== 'bug') {
  console.error(`This program takes "bug" or nothing; it was given "${given}".`);
  process.exit(2);
}
const site = await startSite(200);
try {
  await (given === 'bug' ? crawlWithBugs(site.start) : crawlAndReport(site.start));
  console.log(`the server saw ${site.most > 5 ? 'more than' : 'at most'} 5 requests at the same time`);
  const most = Math.max(...site.requests.values());
  // The broken crawl ends at its first failure, so how far it came differs from run to run.
  if (given !== 'bug')
    console.log(`it was asked for the same page ${most > 3 ? 'more than' : 'at most'} 3 times`);
} finally {
  await site.close();
}
