// never-called: what is found is returned, and shown to nobody
import type { Find } from '../../../solutions/06-cancellation.ts';

export function searchBox(
  find: Find,
  _show: (hits: string[]) => void,
): (text: string) => Promise<string[] | undefined> {
  let latest = new AbortController();
  return async (text) => {
    latest.abort();
    const controller = new AbortController();
    latest = controller;
    try {
      return await find(text, controller.signal);
    } catch (error) {
      if (!controller.signal.aborted) throw error;
      return undefined;
    }
  };
}
