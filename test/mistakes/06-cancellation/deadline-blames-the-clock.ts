// wrong-error: every failure becomes a timeout

export async function withDeadline<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ms);
  try {
    return await work(controller.signal);
  } catch {
    throw new DOMException('too late', 'TimeoutError');
  } finally {
    clearTimeout(timer);
  }
}
