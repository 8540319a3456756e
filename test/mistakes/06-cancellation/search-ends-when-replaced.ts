// not-awaited: a replaced search resolves as soon as it is asked to stop
import type { Find } from '../../../solutions/06-cancellation.ts';

export function searchBox(find: Find, show: (hits: string[]) => void): (text: string) => Promise<void> {
  let controller: AbortController | undefined;
  return async (text) => {
    controller?.abort();
    const mine = (controller = new AbortController());
    const replaced = new Promise<undefined>((resolve) => {
      mine.signal.addEventListener('abort', () => resolve(undefined), { once: true });
    });
    const hits = await Promise.race([find(text, mine.signal), replaced]);
    if (hits) show(hits);
  };
}
