// keeps-going: counts from zero, and so makes one attempt too many
import { AsyncExecutor, sleep, withTimeout } from '#workshop';
import type { FetchPage } from '../../../solutions/12-crawler.ts';

export function patient(fetchPage: FetchPage, limit: number): FetchPage {
  const executor = new AsyncExecutor({ maxRunning: limit });
  return async (address, signal) =>
    executor.submit(
      async (own) => {
        for (let failed = 0; ; failed += 1) {
          try {
            return await withTimeout(1000, (inTime) => fetchPage(address, inTime), { signal: own });
          } catch (error) {
            own.throwIfAborted();
            if (failed === 3) throw error;
            await sleep(300, { signal: own });
          }
        }
      },
      { signal },
    );
}
