import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { fetchPage, type FetchPage } from '../../steps/12-crawler.page.ts';
import { startSite } from '../../steps/12-crawler.server.ts';
import { crawl } from '../../steps/12-crawler.ts';
import { root } from '../catalog/steps.ts';

/** How a crawl ended that was stopped. */
export interface Stopped {
  /** From the request to stop until the end. */
  ms: number;
  /** What was not as it should be, in words. */
  wrong: string[];
}

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/**
 * Crawls in this process, stops `after` so many ms, and compares the reports with what was really found and asked for.
 *
 * @example
 * const { ms, wrong } = await stopCrawl(Math.random() * 3000);
 */
export async function stopCrawl(after: number): Promise<Stopped> {
  const wrong: string[] = [];
  const site = await startSite(200);
  const links = new Set([site.start]);
  const fetchAndNote: FetchPage = async (address, signal) => {
    const found = await fetchPage(address, signal);
    for (const link of found.links) links.add(link);
    return found;
  };
  const stop = new AbortController();
  let stopped = performance.now();
  const timer = setTimeout(() => {
    stopped = performance.now();
    stop.abort(new Error('Ctrl+C'));
  }, after);
  const told = new Set<string>();
  const options = { start: site.start, limit: 5, deadline: 20_000, signal: stop.signal };
  for await (const { address, outcome } of crawl(fetchAndNote, options)) {
    if (told.has(address)) wrong.push(`${address} was reported twice`);
    told.add(address);
    const times = site.requests.get(Number(address.split('/').at(-1))) ?? 0;
    if (outcome === 'fetched' && times < 1)
      wrong.push(`${address} is told as fetched, and nobody asked for it`);
    if (outcome === 'failed' && times !== 3) wrong.push(`${address} failed after ${times} attempts`);
  }
  const ms = performance.now() - stopped;
  clearTimeout(timer);
  for (const link of links) if (!told.has(link)) wrong.push(`${link} was found, and is not in the reports`);
  if (told.size > links.size) wrong.push('there are reports of pages that were never found');
  // The server hears of a closed connection a little later.
  for (let tries = 0; site.open > 0 && tries < 200; tries += 1) await pause(25);
  if (site.open > 0) wrong.push(`${site.open} requests are still open`);
  await site.close();
  return { ms, wrong };
}

/**
 * Starts a program of step 12 in a process of its own, and presses Ctrl+C `after` so many ms. That the process ends by
 * itself shows that it has left no socket and no timer.
 *
 * @example
 * const { ms, wrong } = await interrupt('12-crawler.plain.ts', 500);
 */
export async function interrupt(script: string, after: number): Promise<Stopped> {
  const wrong: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'crawler-stops-'));
  const { VITEST: _, NODE_OPTIONS: __, ...rest } = process.env;
  const env = { ...rest, NO_COLOR: '1', TSX_DISABLE_CACHE: '1', TMPDIR: folder, TEMP: folder, TMP: folder };
  const file = fileURLToPath(new URL(`steps/${script}`, root));
  const child = spawn(process.execPath, ['--import', tsx, file], {
    cwd: folder,
    env,
    timeout: 30_000,
    killSignal: 'SIGKILL',
  });
  const closed = once(child, 'close') as Promise<[number | null]>;
  let [out, errors] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (out += String(text)));
  child.stderr.on('data', (text: Buffer) => (errors += String(text)));
  await Promise.race([once(child.stdout, 'data'), closed]);
  await pause(after);
  const asked = performance.now();
  child.kill('SIGINT');
  const [status] = await closed;
  const ms = performance.now() - asked;
  if (status !== 130) wrong.push(`it ended with status ${status}`);
  if (errors !== '') wrong.push(`it printed errors: ${errors}`);
  const [, fetched, failed, left] = /fetched (\d+), failed (\d+), left (\d+)/.exec(out)?.map(Number) ?? [];
  if (fetched === undefined || failed === undefined || left === undefined) wrong.push('it has no summary');
  else {
    if (left === 0) wrong.push('nothing is left');
    if (fetched + failed + left > 200) wrong.push('it tells of more pages than there are');
    // What was said on the way was true: one more line would have come after so many pages.
    const said = [...out.matchAll(/(\d+) (?:pages )?fetched$/gm)].map(([, number]) => Number(number));
    const missing = fetched - Math.max(0, ...said);
    if (missing < 0 || missing >= (script.includes('plain') ? 50 : 25))
      wrong.push(`it said ${said.at(-1)} fetched on the way, and ${fetched} at the end`);
  }
  const files = readdirSync(folder);
  if (files.length > 0) wrong.push(`it left files: ${files.join(', ')}`);
  rmSync(folder, { recursive: true, force: true });
  return { ms, wrong };
}
