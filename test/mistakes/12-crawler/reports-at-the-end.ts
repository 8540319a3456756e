// too-late: the reports are given when everything has been fetched
import type { FetchPage, Report, CrawlOptions } from '../../../solutions/12-crawler.ts';
import { explore, patient } from '../../../solutions/12-crawler.ts';
export async function* crawl(
  fetchPage: FetchPage,
  { start, limit, deadline, signal }: CrawlOptions,
): AsyncGenerator<Report> {
  const stop = AbortSignal.any([signal, AbortSignal.timeout(deadline)]);
  const fetchPatiently = patient(fetchPage, limit);
  const reports: Report[] = [];
  await explore(
    (address) => fetchPatiently(address, stop),
    start,
    (report) => reports.push(stop.aborted ? { address: report.address, outcome: 'left' } : report),
  );
  yield* reports;
}
