// siblings-left-running: two loops fill a queue, and go on when nobody reads it any more
import { Queue, taskGroup } from '#workshop';
export async function* merge<T>(a: AsyncIterable<T>, b: AsyncIterable<T>): AsyncIterable<T> {
  const queue = new Queue<T>();
  const all = taskGroup((group) => {
    for (const source of [a, b]) {
      group.createTask(async () => {
        for await (const value of source) await queue.put(value);
      });
    }
  }).finally(() => queue.shutdown());
  yield* queue;
  await all;
}
