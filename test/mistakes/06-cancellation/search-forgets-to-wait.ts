// not-awaited: the call returns before its search has ended
import type { Find } from '../../../solutions/06-cancellation.ts';

export function searchBox(find: Find, show: (hits: string[]) => void): (text: string) => Promise<void> {
  let latest = new AbortController();
  return async (text) => {
    latest.abort();
    const controller = new AbortController();
    latest = controller;
    find(text, controller.signal).then(
      (hits) => {
        if (!controller.signal.aborted) show(hits);
      },
      () => {},
    );
  };
}
