// lost-item: an empty list of hits is not shown
import type { Find } from '../../../solutions/06-cancellation.ts';

export function searchBox(find: Find, show: (hits: string[]) => void): (text: string) => Promise<void> {
  let latest = new AbortController();
  return async (text) => {
    latest.abort();
    const controller = (latest = new AbortController());
    try {
      const hits = await find(text, controller.signal);
      if (!controller.signal.aborted && hits.length > 0) show(hits);
    } catch (error) {
      if (!controller.signal.aborted) throw error;
    }
  };
}
