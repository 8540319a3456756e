// unfinished: while a search is under way, new texts are ignored
import type { Find } from '../../../solutions/06-cancellation.ts';

export function searchBox(find: Find, show: (hits: string[]) => void): (text: string) => Promise<void> {
  let searching = false;
  return async (text) => {
    if (searching) return;
    searching = true;
    try {
      show(await find(text, new AbortController().signal));
    } finally {
      searching = false;
    }
  };
}
