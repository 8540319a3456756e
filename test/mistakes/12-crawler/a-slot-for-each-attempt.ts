// over-limit: the slot is given back while a call pauses
import type { FetchPage } from '../../../solutions/12-crawler.ts';
import { AsyncExecutor, sleep, withTimeout } from '#workshop';
export function patient(fetchPage: FetchPage, limit: number): FetchPage {
  const executor = new AsyncExecutor({ maxRunning: limit });
  return async (address, signal) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await executor.submit(
          (inner) => withTimeout(1000, (late) => fetchPage(address, late), { signal: inner }),
          { signal },
        );
      } catch (error) {
        if (signal.aborted || attempt === 3) throw error;
      }
      await sleep(300, { signal });
    }
  };
}
