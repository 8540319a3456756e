// The loop of the lesson: a task for each question, and wait, which removes its callbacks.
import { createTask, wait, type Task } from '#workshop';
import type { Mirror } from '../../../solutions/11-dynamic-tasks.ts';

export async function follow(
  mirrors: Mirror[],
  publish: (news: unknown) => void,
  signal: AbortSignal,
): Promise<never> {
  const asked = new Map<Task<unknown>, Mirror>();
  const ask = (mirror: Mirror) => {
    asked.set(
      createTask(() => mirror.ask(signal)),
      mirror,
    );
  };
  mirrors.forEach(ask);
  for (;;) {
    const { done } = await wait(asked.keys(), { until: 'first-completed' });
    for (const task of done) {
      const mirror = asked.get(task)!;
      asked.delete(task);
      publish(await task);
      ask(mirror);
    }
  }
}
