// A queue of reports, a controller, and explore of the task.
import { Queue } from '#workshop';
import type { FetchPage, Report, CrawlOptions } from '../../../solutions/12-crawler.ts';
import { explore, patient } from '../../../solutions/12-crawler.ts';

export async function* crawl(
  fetchPage: FetchPage,
  { start, limit, deadline, signal }: CrawlOptions,
): AsyncGenerator<Report> {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  const timer = setTimeout(stop, deadline);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const reports = new Queue<Report>();
  const fetchPatiently = patient(fetchPage, limit);
  const exploring = explore(
    (address) => fetchPatiently(address, controller.signal),
    start,
    (report) => {
      const left = controller.signal.aborted && report.outcome === 'failed';
      reports.tryPut(left ? { address: report.address, outcome: 'left' } : report);
    },
  ).finally(() => reports.shutdown());
  try {
    yield* reports;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    stop();
    await exploring;
  }
}
