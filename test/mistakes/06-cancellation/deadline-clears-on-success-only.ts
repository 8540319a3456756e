// leaked-timer: the timer is cleared after a success, not after a failure

export async function withDeadline<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException('too late', 'TimeoutError')), ms);
  const result = await work(controller.signal);
  clearTimeout(timer);
  return result;
}
