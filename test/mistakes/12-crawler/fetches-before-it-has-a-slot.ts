// eager-start: all calls have begun before the executor is asked
import { AsyncExecutor, sleep, withTimeout } from '#workshop';
import type { FetchPage, Page } from '../../../solutions/12-crawler.ts';

export function patient(fetchPage: FetchPage, limit: number): FetchPage {
  const executor = new AsyncExecutor({ maxRunning: limit });
  const threeTimes = async (address: string, signal: AbortSignal): Promise<Page> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await withTimeout(1000, (inTime) => fetchPage(address, inTime), { signal });
      } catch (error) {
        signal.throwIfAborted();
        if (attempt === 3) throw error;
        await sleep(300, { signal });
      }
    }
  };
  return async (address, signal) => {
    const page = threeTimes(address, signal);
    return executor.submit(() => page);
  };
}
