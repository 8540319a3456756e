// wrong-signal: aborts the new controller instead of the old one
import type { Find } from '../../../solutions/06-cancellation.ts';

export function searchBox(find: Find, show: (hits: string[]) => void): (text: string) => Promise<void> {
  let latest = new AbortController();
  return async (text) => {
    latest = new AbortController();
    const { signal } = latest;
    latest.abort();
    try {
      const hits = await find(text, signal);
      if (!signal.aborted) show(hits);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  };
}
