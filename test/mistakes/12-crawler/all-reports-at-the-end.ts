// too-late: collects every report, and gives them when the crawl is over
import { isCancellation } from '#workshop';
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
  const reports: Report[] = [];
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), deadline);
  const stop = AbortSignal.any([signal, controller.signal]);
  const patiently = patient(fetchPage, limit);
  await explore(
    (address) => patiently(address, stop),
    start,
    (report) => {
      const isLeft = report.outcome === 'failed' && isCancellation(report.error, stop);
      reports.push(isLeft ? { address: report.address, outcome: 'left' } : report);
    },
  );
  clearTimeout(timer);
  yield* reports;
}
