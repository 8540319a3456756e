// under-used: links are followed only when the loop comes back, so a busy loop holds up the crawl
import { createTask, isCancellation, wait, type Task } from '#workshop';
import {
  patient,
  type CrawlOptions,
  type FetchPage,
  type Page,
  type Report,
} from '../../../solutions/12-crawler.ts';

export async function* crawl(
  fetchPage: FetchPage,
  { start, limit, deadline, signal }: CrawlOptions,
): AsyncGenerator<Report> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), deadline);
  const stop = AbortSignal.any([signal, late.signal]);
  const careful = patient(fetchPage, limit);
  const known = new Set([start]);
  const open = new Map<Task<Page>, string>();
  const begin = (address: string) =>
    open.set(
      createTask(() => careful(address, stop)),
      address,
    );
  begin(start);
  try {
    while (open.size > 0) {
      const { done } = await wait(open.keys(), { until: 'first-completed' });
      const reports: Report[] = [];
      for (const task of done) {
        const address = open.get(task)!;
        open.delete(task);
        try {
          const { links } = await task;
          reports.push({ address, outcome: 'fetched' });
          for (const link of links) if (known.size < known.add(link).size) begin(link);
        } catch (error) {
          const isLeft = isCancellation(error, stop);
          reports.push(isLeft ? { address, outcome: 'left' } : { address, outcome: 'failed', error });
        }
      }
      yield* reports;
    }
  } finally {
    clearTimeout(timer);
    late.abort();
    if (open.size > 0) await wait(open.keys());
  }
}
