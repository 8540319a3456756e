// called-twice: the work is called to see whether it succeeds, and once more for its result
export async function withDeadline<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException('too late', 'TimeoutError')), ms);
  try {
    await work(controller.signal);
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}
