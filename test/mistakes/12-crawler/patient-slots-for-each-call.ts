// over-limit: an executor for every call
import { AsyncExecutor, sleep, withTimeout } from '#workshop';
import type { FetchPage } from '../../../solutions/12-crawler.ts';

export function patient(fetchPage: FetchPage, limit: number): FetchPage {
  return async (address, signal) => {
    const executor = new AsyncExecutor({ maxRunning: limit });
    return executor.submit(
      async (inner) => {
        for (let attempt = 1; ; attempt += 1) {
          try {
            return await withTimeout(1000, (late) => fetchPage(address, late), { signal: inner });
          } catch (error) {
            if (inner.aborted || attempt === 3) throw error;
          }
          await sleep(300, { signal: inner });
        }
      },
      { signal },
    );
  };
}
