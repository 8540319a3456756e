// lost-item: waits for the first of the tasks, and looks at only one of those that have ended
import { createTask, wait, type Task } from '#workshop';
import type { Mirror } from '../../../solutions/11-dynamic-tasks.ts';

export async function follow(
  mirrors: Mirror[],
  publish: (news: unknown) => void,
  signal: AbortSignal,
): Promise<never> {
  const asked = new Map<Task<unknown>, Mirror>();
  const ask = (mirror: Mirror) =>
    asked.set(
      createTask(() => mirror.ask(signal)),
      mirror,
    );
  mirrors.forEach(ask);
  for (;;) {
    const { done } = await wait(asked.keys(), { until: 'first-completed' });
    const [task] = done;
    publish(await task!);
    for (const each of done) {
      const mirror = asked.get(each)!;
      asked.delete(each);
      ask(mirror);
    }
  }
}
