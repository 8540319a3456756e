// sequential: starts the new search only when the old one has ended
import type { Find } from '../../../solutions/06-cancellation.ts';

export function searchBox(find: Find, show: (hits: string[]) => void): (text: string) => Promise<void> {
  let latest = new AbortController();
  let before: Promise<void> = Promise.resolve();
  const search = async (text: string, { signal }: AbortController) => {
    try {
      const hits = await find(text, signal);
      if (!signal.aborted) show(hits);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  };
  return (text) => {
    latest.abort();
    const controller = (latest = new AbortController());
    before = before.catch(() => {}).then(() => search(text, controller));
    return before;
  };
}
