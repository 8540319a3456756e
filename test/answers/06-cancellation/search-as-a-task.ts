// searchBox makes each search a task, cancels the task before it, and looks at the outcome with allSettled.
import { createTask, type Task } from '#workshop';
import type { Find } from '../../../solutions/06-cancellation.ts';

export function searchBox(find: Find, show: (hits: string[]) => void): (text: string) => Promise<void> {
  let latest: Task<string[]> | undefined;
  return async (text) => {
    latest?.cancel();
    const own = createTask((signal) => find(text, signal), { name: text });
    latest = own;
    const [ended] = await Promise.allSettled([own]);
    if (latest !== own) return;
    if (ended.status === 'rejected') throw ended.reason;
    show(ended.value);
  };
}
