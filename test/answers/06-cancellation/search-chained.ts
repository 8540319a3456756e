// searchBox with then() and two callbacks, and the running search kept as an object or nothing.
import type { Find } from '../../../solutions/06-cancellation.ts';

export function searchBox(find: Find, show: (hits: string[]) => void): (text: string) => Promise<void> {
  let running: AbortController | undefined;
  return (text) => {
    running?.abort();
    const own = new AbortController();
    running = own;
    return find(text, own.signal).then(
      (hits) => {
        if (running === own) show(hits);
      },
      (error: unknown) => {
        if (running === own) throw error;
      },
    );
  };
}
