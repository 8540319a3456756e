// Every fetch is a task, and wait tells which have ended; an attempt that fails calls the next one.
import { AsyncExecutor, createTask, isCancellation, sleep, wait, withTimeout, type Task } from '#workshop';
import type { FetchPage, Page, Report } from '../../../solutions/12-crawler.ts';

export async function explore(
  fetchPage: (address: string) => Promise<Page>,
  start: string,
  report: (report: Report) => void,
): Promise<void> {
  const known = new Set([start]);
  const open = new Map<Task<Page>, string>();
  const begin = (address: string) =>
    open.set(
      createTask(() => fetchPage(address)),
      address,
    );
  begin(start);
  while (open.size > 0) {
    const { done } = await wait(open.keys(), { until: 'first-completed' });
    for (const task of done) {
      const address = open.get(task)!;
      open.delete(task);
      try {
        const { links } = await task;
        report({ address, outcome: 'fetched' });
        for (const link of links) {
          if (known.has(link)) continue;
          known.add(link);
          begin(link);
        }
      } catch (error) {
        report({ address, outcome: 'failed', error });
      }
    }
  }
}

export function patient(fetchPage: FetchPage, limit: number): FetchPage {
  const slots = new AsyncExecutor({ maxRunning: limit });
  const attempts = async (left: number, address: string, signal: AbortSignal): Promise<Page> => {
    try {
      return await withTimeout(1000, (own) => fetchPage(address, own), { signal });
    } catch (error) {
      if (left === 1 || isCancellation(error, signal)) throw error;
    }
    await sleep(300, { signal });
    return attempts(left - 1, address, signal);
  };
  return async (address, signal) => slots.submit((own) => attempts(3, address, own), { signal });
}
