// shared-state: the latest controller is outside searchBox, so two boxes stop each other
import type { Find } from '../../../solutions/06-cancellation.ts';

let latest = new AbortController();

export function searchBox(find: Find, show: (hits: string[]) => void): (text: string) => Promise<void> {
  return async (text) => {
    latest.abort();
    const controller = (latest = new AbortController());
    try {
      const hits = await find(text, controller.signal);
      if (!controller.signal.aborted) show(hits);
    } catch (error) {
      if (!controller.signal.aborted) throw error;
    }
  };
}
