// forbidden: AbortSignal.timeout

export async function withDeadline<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const timeout = AbortSignal.timeout(ms);
  const late = (): void => controller.abort(new DOMException('too late', 'TimeoutError'));
  timeout.addEventListener('abort', late, { once: true });
  try {
    return await work(controller.signal);
  } finally {
    timeout.removeEventListener('abort', late);
  }
}
