// too-early: the slot is given back during the pauses
import { AsyncExecutor, sleep, withTimeout } from '#workshop';
import type { FetchPage, Page } from '../../../solutions/12-crawler.ts';

export function patient(fetchPage: FetchPage, limit: number): FetchPage {
  const executor = new AsyncExecutor({ maxRunning: limit });
  return async (address, signal) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await executor.submit(
          (own) => withTimeout(1000, (inTime) => fetchPage(address, inTime), { signal: own }),
          { signal },
        );
      } catch (error) {
        signal.throwIfAborted();
        if (attempt === 3) throw error;
        await sleep(300, { signal });
      }
    }
  };
}
