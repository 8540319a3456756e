// swallowed-cancellation: whichever answer comes first is shown, and no search is ever asked to stop
import type { Find } from '../../../solutions/06-cancellation.ts';

export function searchBox(find: Find, show: (hits: string[]) => void): (text: string) => Promise<void> {
  let searching = 0;
  return async (text) => {
    searching += 1;
    const hits = await find(text, new AbortController().signal);
    if (searching > 0) show(hits);
    searching = 0;
  };
}
