// Nothing from the workshop: p-limit, the timers and signals of Node, and an event for each report.
import { EventEmitter, on } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { CrawlOptions, FetchPage, Page, Report } from '../../../solutions/12-crawler.ts';

export async function explore(
  fetchPage: (address: string) => Promise<Page>,
  start: string,
  report: (report: Report) => void,
): Promise<void> {
  const found = new Set([start]);
  const visit = async (address: string): Promise<void> => {
    const [result] = await Promise.allSettled([fetchPage(address)]);
    if (result.status === 'rejected') return report({ address, outcome: 'failed', error: result.reason });
    report({ address, outcome: 'fetched' });
    const fresh = new Set(result.value.links.filter((link) => !found.has(link)));
    for (const link of fresh) found.add(link);
    await Promise.all([...fresh].map(visit));
  };
  await visit(start);
}

export function patient(fetchPage: FetchPage, most: number): FetchPage {
  const limit = pLimit(most);
  return (address, signal) =>
    limit(async () => {
      for (let attempt = 1; ; attempt += 1) {
        signal.throwIfAborted();
        const late = AbortSignal.timeout(1000);
        try {
          return await fetchPage(address, AbortSignal.any([late, signal]));
        } catch (error) {
          if (!signal.aborted && attempt === 3) throw late.aborted ? late.reason : error;
        }
        signal.throwIfAborted();
        await pause(300, undefined, { signal }).catch(() => {});
      }
    });
}

export async function* crawl(
  fetchPage: FetchPage,
  { start, limit, deadline, signal }: CrawlOptions,
): AsyncGenerator<Report> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), deadline);
  const stop = AbortSignal.any([signal, late.signal]);
  const events = new EventEmitter();
  const reports = on(events, 'report', { close: ['end'] }) as AsyncIterable<[Report]>;
  const careful = patient(fetchPage, limit);
  const exploring = explore(
    (address) => careful(address, stop),
    start,
    ({ address, outcome, error }) => {
      const left = stop.aborted && error === stop.reason;
      events.emit('report', left ? { address, outcome: 'left' } : { address, outcome, error });
    },
  ).then(() => events.emit('end'));
  try {
    for await (const [report] of reports) yield report;
  } finally {
    clearTimeout(timer);
    late.abort();
    await exploring;
  }
}
