// As in the step: workers take addresses from a queue, join tells the end, and a map knows what is left.
import { createTask, Queue, taskGroup, TaskGroupError, withTimeout } from '#workshop';
import {
  patient,
  type CrawlOptions,
  type FetchPage,
  type Page,
  type Report,
} from '../../../solutions/12-crawler.ts';

export async function explore(
  fetchPage: (address: string) => Promise<Page>,
  start: string,
  report: (report: Report) => void,
): Promise<void> {
  const found = new Set<string>();
  await taskGroup((group) => {
    const visit = (address: string) => {
      if (found.has(address)) return;
      found.add(address);
      group.createTask(async () => {
        let page: Page;
        try {
          page = await fetchPage(address);
        } catch (error) {
          return report({ address, outcome: 'failed', error });
        }
        report({ address, outcome: 'fetched' });
        page.links.forEach(visit);
      });
    };
    visit(start);
  });
}

export async function* crawl(
  fetchPage: FetchPage,
  { start, limit, deadline, signal }: CrawlOptions,
): AsyncGenerator<Report> {
  const todo = new Queue<string>();
  const reports = new Queue<Report>();
  const found = new Set<string>();
  const left = new Set<string>();
  const add = (address: string) => {
    if (found.has(address)) return;
    found.add(address);
    left.add(address);
    todo.tryPut(address);
  };
  const attempt = patient(fetchPage, Infinity);
  const worker = async (own: AbortSignal) => {
    for await (const address of todo.values({ signal: own })) {
      const tell = (report: Report) => {
        left.delete(address);
        reports.tryPut(report);
      };
      try {
        const page = await attempt(address, own);
        page.links.forEach(add);
        tell({ address, outcome: 'fetched' });
      } catch (error) {
        own.throwIfAborted();
        tell({ address, outcome: 'failed', error });
      }
      todo.taskDone();
    }
  };
  add(start);
  const crawling = createTask(
    (own) =>
      withTimeout(
        deadline,
        () =>
          taskGroup(async (group) => {
            for (let n = 0; n < limit; n += 1) group.createTask(worker);
            await todo.join({ signal: group.signal });
            group.cancel();
          }),
        { signal: own },
      ),
    { signal },
  );
  const close = () => reports.shutdown();
  void crawling.then(close, close);
  try {
    yield* reports;
    for (const address of left) yield { address, outcome: 'left' };
  } finally {
    crawling.cancel();
    await crawling.catch((error: unknown) => {
      if (error instanceof TaskGroupError) throw error;
    });
  }
}
