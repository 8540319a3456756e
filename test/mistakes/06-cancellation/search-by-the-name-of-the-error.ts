// uncaught-error: only an AbortError counts as a replaced search, not a failure in its cleanup
import type { Find } from '../../../solutions/06-cancellation.ts';

export function searchBox(find: Find, show: (hits: string[]) => void): (text: string) => Promise<void> {
  let latest = new AbortController();
  return async (text) => {
    latest.abort();
    const controller = (latest = new AbortController());
    try {
      const hits = await find(text, controller.signal);
      if (!controller.signal.aborted) show(hits);
    } catch (error) {
      if (!(error instanceof Error && error.name === 'AbortError')) throw error;
    }
  };
}
