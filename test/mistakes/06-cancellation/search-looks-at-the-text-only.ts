// swallowed-cancellation: ignores old answers, but never asks the old search to stop
import type { Find } from '../../../solutions/06-cancellation.ts';

export function searchBox(find: Find, show: (hits: string[]) => void): (text: string) => Promise<void> {
  let latest = '';
  return async (text) => {
    latest = text;
    try {
      const hits = await find(text, new AbortController().signal);
      if (text === latest) show(hits);
    } catch (error) {
      if (text === latest) throw error;
    }
  };
}
