// wrong-signal: one controller for all searches: once it has aborted, every later search stops immediately
import type { Find } from '../../../solutions/06-cancellation.ts';

export function searchBox(find: Find, show: (hits: string[]) => void): (text: string) => Promise<void> {
  const controller = new AbortController();
  let searching = false;
  return async (text) => {
    if (searching) controller.abort();
    searching = true;
    try {
      const hits = await find(text, controller.signal);
      if (!controller.signal.aborted) show(hits);
    } catch (error) {
      if (!controller.signal.aborted) throw error;
    }
    searching = false;
  };
}
