// searchBox counts its searches and compares the numbers; the old controller is aborted with a reason.
import type { Find } from '../../../solutions/06-cancellation.ts';

export function searchBox(find: Find, show: (hits: string[]) => void): (text: string) => Promise<void> {
  let searches = 0;
  let stop = (_reason: Error) => {};
  return async (text) => {
    const mine = (searches += 1);
    const isLatest = () => mine === searches;
    stop(new Error(`replaced by ${text}`));
    const controller = new AbortController();
    stop = (reason) => controller.abort(reason);
    let hits: string[];
    try {
      hits = await find(text, controller.signal);
    } catch (error) {
      if (isLatest()) throw error;
      return;
    }
    if (isLatest()) show(hits);
  };
}
