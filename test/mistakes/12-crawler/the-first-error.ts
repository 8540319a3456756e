// wrong-error: rejects with the error of the first attempt
import type { FetchPage } from '../../../solutions/12-crawler.ts';
import { AsyncExecutor, sleep, withTimeout } from '#workshop';
export function patient(fetchPage: FetchPage, limit: number): FetchPage {
  const executor = new AsyncExecutor({ maxRunning: limit });
  return async (address, signal) =>
    executor.submit(
      async (inner) => {
        let first: { error: unknown } | undefined;
        for (let attempt = 1; ; attempt += 1) {
          try {
            return await withTimeout(1000, (late) => fetchPage(address, late), { signal: inner });
          } catch (error) {
            if (inner.aborted) throw error;
            first ??= { error };
            if (attempt === 3) throw first.error;
          }
          await sleep(300, { signal: inner });
        }
      },
      { signal },
    );
}
