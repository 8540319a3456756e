// too-late: the work begins only when somebody awaits what schedule has returned
export function schedule<T>(work: () => T | PromiseLike<T>): Promise<T> {
  let promise: Promise<T> | undefined;
  const begin = (): Promise<T> => (promise ??= Promise.resolve().then(work));
  return {
    then: (...args: Parameters<Promise<T>['then']>) => begin().then(...args),
    catch: (...args: Parameters<Promise<T>['catch']>) => begin().catch(...args),
    finally: (...args: Parameters<Promise<T>['finally']>) => begin().finally(...args),
    [Symbol.toStringTag]: 'Promise',
  } as unknown as Promise<T>;
}
