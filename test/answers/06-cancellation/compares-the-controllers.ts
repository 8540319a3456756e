// Each call marks itself as the latest.
import type { Find } from '../../../solutions/06-cancellation.ts';

export function searchBox(find: Find, show: (hits: string[]) => void): (text: string) => Promise<void> {
  let latest = new AbortController();
  return (text) => {
    latest.abort(new Error('a later text'));
    const mine = new AbortController();
    latest = mine;
    return find(text, mine.signal).then(
      (hits) => {
        if (latest === mine) show(hits);
      },
      (error: unknown) => {
        if (latest === mine) throw error;
      },
    );
  };
}
