// wrong-value: pages that were stopped are reported as failed
import { Queue } from '#workshop';
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
    (report) => reports.tryPut(report),
  ).then(() => reports.shutdown());
  try {
    yield* reports;
  } finally {
    clearTimeout(timer);
    controller.abort();
    await exploring;
  }
}
