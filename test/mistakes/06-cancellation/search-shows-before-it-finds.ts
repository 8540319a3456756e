// unwanted-call: the page is cleared while the search is still under way
import type { Find } from '../../../solutions/06-cancellation.ts';

export function searchBox(find: Find, show: (hits: string[]) => void): (text: string) => Promise<void> {
  let latest = new AbortController();
  return async (text) => {
    latest.abort();
    const controller = new AbortController();
    latest = controller;
    show([]);
    try {
      const hits = await find(text, controller.signal);
      if (!controller.signal.aborted) show(hits);
    } catch (error) {
      if (!controller.signal.aborted) throw error;
    }
  };
}
