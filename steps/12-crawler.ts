// A crawler: all the parts together, against a real server on this machine.
//
//   npx tsx steps/12-crawler.ts               at most 5 requests at the same time, and 20 s for everything
//   npx tsx steps/12-crawler.ts 20            at most 20
//   npx tsx steps/12-crawler.ts 5 3           3 s for everything
//   npx tsx steps/12-crawler.ts --pages 40    a site of 40 pages instead of 200
//
// Press Ctrl+C while it runs.

import { count, createTask, log, Queue, run, seconds, settings, taskGroup, withTimeout } from '#workshop';
import { TaskGroupError } from '#workshop';
import { fetchPage, tryPage, type FetchPage } from './12-crawler.page.ts';
import { startSite } from './12-crawler.server.ts';

// Real sockets: no virtual clock can see them, so every tool runs this step in real time.
export const clock = 'real';

export type Options = { start: string; limit: number; deadline: number; signal: AbortSignal };

// Every address that is found gets one report. It says "left" until the page is done.
export type Report = { address: string; outcome: 'left' | 'fetched' | 'failed' };

export async function* crawl(fetchPage: FetchPage, options: Options): AsyncGenerator<Report> {
  const { start, limit, deadline, signal } = options;
  const found = new Map<string, Report>();
  const todo = new Queue<Report>();
  const reports = new Queue<Report>();

  // No await between the check and the mark, so no address is added twice.
  const add = (address: string) => {
    if (found.has(address)) return;
    const report: Report = { address, outcome: 'left' };
    found.set(address, report);
    todo.tryPut(report);
  };

  const worker = async (own: AbortSignal) => {
    for await (const report of todo.values({ signal: own })) {
      const page = await tryPage(fetchPage, report.address, own);
      report.outcome = page ? 'fetched' : 'failed';
      reports.tryPut(report);
      page?.links.forEach(add);
      todo.taskDone(); // after its links are in: join must not end before
    }
  };

  const crawlAll = () =>
    taskGroup(async (group) => {
      for (let n = 1; n <= limit; n += 1) group.createTask(worker, { name: `worker ${n}` });
      await todo.join({ signal: group.signal });
      todo.shutdown();
    });

  add(start);
  const crawling = createTask((own) => withTimeout(deadline, crawlAll, { signal: own }), { signal });
  const close = () => reports.shutdown();
  crawling.then(close, close);
  try {
    yield* reports;
    for (const report of found.values()) if (report.outcome === 'left') yield report;
  } finally {
    crawling.cancel(); // if the loop was left early
    await crawling.catch((error: unknown) => {
      if (error instanceof TaskGroupError) throw error; // a bug. A deadline or Ctrl+C is none.
    });
  }
}

export async function main(args: string[], signal: AbortSignal): Promise<void> {
  const { pages, ...given } = settings(args, { limit: count(5), deadline: seconds(20), pages: count(200) });
  const site = await startSite(pages);
  log(`at most ${given.limit} requests at the same time`);
  try {
    const done = { fetched: 0, failed: 0, left: 0 };
    for await (const { outcome } of crawl(fetchPage, { ...given, start: site.start, signal })) {
      done[outcome] += 1;
      if (outcome === 'fetched' && done.fetched % 25 === 0) log(`${done.fetched} fetched`);
    }
    log(`fetched ${done.fetched}, failed ${done.failed}, left ${done.left}`);
    const requests = [...site.requests.values()].reduce((sum, times) => sum + times, 0);
    log('server', `${requests} requests, at most ${site.most} at the same time`);
  } finally {
    await site.close();
  }
}

await run(main, import.meta);
