// Taken before a virtual clock replaces it.
const begun = Date.now();

/**
 * Puts the date of today on a virtual clock, which begins with 0: a script may print the year. Call it when the clock has
 * been installed.
 */
export function beginToday(): void {
  const now = (clock: DateConstructor) => begun + clock.now();
  globalThis.Date = new Proxy(Date, {
    construct: (clock, args: unknown[], newTarget) =>
      Reflect.construct(clock, args.length === 0 ? [now(clock)] : args, newTarget) as object,
    apply: (clock) => new clock(now(clock)).toString(),
    get: (clock, name, receiver) =>
      name === 'now' ? () => now(clock) : (Reflect.get(clock, name, receiver) as unknown),
  });
}
