// leaked-timer: the timer is no longer a reason to stay, and is not cleared

export async function withDeadline<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  setTimeout(() => controller.abort(new DOMException('too late', 'TimeoutError')), ms).unref();
  return work(controller.signal);
}
