// escaped-cancellation: nobody catches the error with which a replaced search stops
import type { Find } from '../../../solutions/06-cancellation.ts';

export function searchBox(find: Find, show: (hits: string[]) => void): (text: string) => Promise<void> {
  let latest = new AbortController();
  return async (text) => {
    latest.abort();
    const controller = (latest = new AbortController());
    const hits = await find(text, controller.signal);
    if (!controller.signal.aborted) show(hits);
  };
}
