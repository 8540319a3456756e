// too-late: waits for a pause in the typing before it searches
import { sleep } from '#workshop';
import type { Find } from '../../../solutions/06-cancellation.ts';

export function searchBox(find: Find, show: (hits: string[]) => void): (text: string) => Promise<void> {
  let latest = new AbortController();
  return async (text) => {
    latest.abort();
    const controller = (latest = new AbortController());
    try {
      await sleep(200, { signal: controller.signal });
      const hits = await find(text, controller.signal);
      if (!controller.signal.aborted) show(hits);
    } catch (error) {
      if (!controller.signal.aborted) throw error;
    }
  };
}
