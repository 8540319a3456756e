// not-retried: limits the fetches by itself, and forgets the attempts
import { AsyncExecutor, isCancellation, Queue } from '#workshop';
import { explore, type CrawlOptions, type FetchPage, type Report } from '../../../solutions/12-crawler.ts';

export async function* crawl(
  fetchPage: FetchPage,
  { start, limit, deadline, signal }: CrawlOptions,
): AsyncGenerator<Report> {
  const reports = new Queue<Report>();
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), deadline);
  const stop = AbortSignal.any([signal, controller.signal]);
  const executor = new AsyncExecutor({ maxRunning: limit });
  const exploring = explore(
    async (address) => executor.submit((own) => fetchPage(address, own), { signal: stop }),
    start,
    (report) => {
      const isLeft = report.outcome === 'failed' && isCancellation(report.error, stop);
      reports.tryPut(isLeft ? { address: report.address, outcome: 'left' } : report);
    },
  ).then(() => reports.shutdown());
  try {
    yield* reports;
  } finally {
    clearTimeout(timer);
    controller.abort();
    await exploring;
  }
}
