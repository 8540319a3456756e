// fails-late: pauses after the third failure as well
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
        await sleep(300, { signal });
        if (attempt === 3) throw error;
      }
    }
  };
  return async (address, signal) => executor.submit((own) => threeTimes(address, own), { signal });
}
