// signal-not-passed: takes the stop for a failure, and tries again
import { AsyncExecutor, sleep, withTimeout } from '#workshop';
import type { FetchPage, Page } from '../../../solutions/12-crawler.ts';

export function patient(fetchPage: FetchPage, limit: number): FetchPage {
  const executor = new AsyncExecutor({ maxRunning: limit });
  const threeTimes = async (address: string): Promise<Page> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await withTimeout(1000, (inTime) => fetchPage(address, inTime));
      } catch (error) {
        if (attempt === 3) throw error;
        await sleep(300);
      }
    }
  };
  return async (address, signal) => executor.submit(() => threeTimes(address), { signal });
}
