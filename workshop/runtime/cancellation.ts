// An EventTarget looks through all its listeners whenever one is added: 10⁵ waiters on one signal would take minutes.
// So each signal gets one listener, which serves all who wait on it, and none once nobody does.
const waiting = new WeakMap<
  AbortSignal,
  { registrations: Set<{ callback: () => void }>; listener: () => void }
>();

/**
 * Calls `callback` once when `signal` aborts, in the order of registration. Does nothing for a signal that has
 * already aborted: check `signal.aborted` first.
 *
 * @returns a function that removes the callback; calling it twice does no harm.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  let entry = waiting.get(signal);
  if (!entry) {
    const registrations = new Set<{ callback: () => void }>();
    const listener = () => {
      waiting.delete(signal);
      // A callback may take others away; a Set visits only those that are still there when their turn comes.
      for (const each of registrations) {
        registrations.delete(each);
        each.callback();
      }
    };
    entry = { registrations, listener };
    waiting.set(signal, entry);
    signal.addEventListener('abort', listener, { once: true });
  }
  const { registrations, listener } = entry;
  // The same function may be registered twice; each registration is its own.
  const registration = { callback };
  registrations.add(registration);
  return () => {
    registrations.delete(registration);
    if (registrations.size === 0 && waiting.get(signal) === entry) {
      waiting.delete(signal);
      signal.removeEventListener('abort', listener);
    }
  };
}

/**
 * Tells a cancellation from a failure: true when `signal` has aborted and `error` is its reason, or an AbortError that has
 * that reason as its `cause` (so Node's own functions report it). An AbortError from elsewhere is a failure like any other,
 * and so is an error of your own that names the reason as its cause.
 *
 * @example
 * try {
 *   await sleep(1000, { signal });
 * } catch (error) {
 *   if (!isCancellation(error, signal)) throw error;
 *   log('told to stop');
 * }
 */
export function isCancellation(error: unknown, signal: AbortSignal): boolean {
  if (!signal.aborted) return false;
  if (error === signal.reason) return true;
  return (
    error instanceof Error && error.name === 'AbortError' && 'cause' in error && error.cause === signal.reason
  );
}
