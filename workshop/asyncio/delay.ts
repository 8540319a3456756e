const longest = 2 ** 31 - 1;

/**
 * Refuses what a timer would silently turn into 1 ms.
 *
 * @param call such as `sleep(ms)`, for the message
 * @param options.orInfinity whether Infinity may be given, for no limit
 * @throws RangeError
 */
export function checkDelay(ms: number, call: string, { orInfinity = false } = {}): void {
  if (typeof ms === 'number' && ((ms >= 0 && ms <= longest) || (orInfinity && ms === Infinity))) return;
  const range = `milliseconds from 0 to ${longest}${orInfinity ? ', or Infinity for no limit' : ''}`;
  throw new RangeError(`${call} takes ${range}; it was given ${String(ms)}.`);
}
