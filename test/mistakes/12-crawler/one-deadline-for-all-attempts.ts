// wrong-signal: the three attempts and their pauses share one deadline
import type { FetchPage } from '../../../solutions/12-crawler.ts';
import { AsyncExecutor, sleep, withTimeout } from '#workshop';
export function patient(fetchPage: FetchPage, limit: number): FetchPage {
  const executor = new AsyncExecutor({ maxRunning: limit });
  return async (address, signal) =>
    executor.submit(
      (outer) =>
        withTimeout(
          1000,
          async (inner) => {
            for (let attempt = 1; ; attempt += 1) {
              try {
                return await fetchPage(address, inner);
              } catch (error) {
                if (inner.aborted || attempt === 3) throw error;
              }
              await sleep(300, { signal: inner });
            }
          },
          { signal: outer },
        ),
      { signal },
    );
}
