// leaked-timer: the task with the deadline sleeps on when the work is done
import { createTask, sleep } from '#workshop';

export async function withDeadline<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  createTask(async (signal) => {
    await sleep(ms, { signal });
    controller.abort(new DOMException('too late', 'TimeoutError'));
  });
  return work(controller.signal);
}
