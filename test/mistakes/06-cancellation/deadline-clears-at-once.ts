// swallowed-cancellation: without an await the finally clears the timer immediately, so the work never hears of a deadline

export async function withDeadline<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException('too late', 'TimeoutError')), ms);
  try {
    return work(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}
