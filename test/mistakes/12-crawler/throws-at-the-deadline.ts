// escaped-cancellation: the deadline comes out of the loop as an error
import { isCancellation, Queue } from '#workshop';
import {
  explore,
  patient,
  type CrawlOptions,
  type FetchPage,
  type Report,
} from '../../../solutions/12-crawler.ts';

export async function* crawl(
  fetchPage: FetchPage,
  { start, limit, deadline, signal }: CrawlOptions,
): AsyncGenerator<Report> {
  const reports = new Queue<Report>();
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), deadline);
  const stop = AbortSignal.any([signal, controller.signal]);
  const patiently = patient(fetchPage, limit);
  const exploring = explore(
    (address) => patiently(address, stop),
    start,
    (report) => {
      const isLeft = report.outcome === 'failed' && isCancellation(report.error, stop);
      reports.tryPut(isLeft ? { address: report.address, outcome: 'left' } : report);
    },
  ).then(() => reports.shutdown());
  try {
    yield* reports;
    stop.throwIfAborted();
  } finally {
    clearTimeout(timer);
    controller.abort();
    await exploring;
  }
}
