// unwanted-call: aborts the old search, and shows its answer when it comes all the same
import type { Find } from '../../../solutions/06-cancellation.ts';

export function searchBox(find: Find, show: (hits: string[]) => void): (text: string) => Promise<void> {
  let latest = new AbortController();
  return async (text) => {
    latest.abort();
    const controller = (latest = new AbortController());
    try {
      show(await find(text, controller.signal));
    } catch (error) {
      if (!controller.signal.aborted) throw error;
    }
  };
}
