// wrong-error: wraps the failure of the search into an error of its own
import type { Find } from '../../../solutions/06-cancellation.ts';

export function searchBox(find: Find, show: (hits: string[]) => void): (text: string) => Promise<void> {
  let latest = new AbortController();
  return async (text) => {
    latest.abort();
    const controller = new AbortController();
    latest = controller;
    try {
      const hits = await find(text, controller.signal);
      if (!controller.signal.aborted) show(hits);
    } catch (error) {
      if (!controller.signal.aborted) throw new Error(`cannot find ${text}`, { cause: error });
    }
  };
}
