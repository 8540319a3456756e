// Nothing starts before go, so plain calls will do; queueMicrotask schedules.
export async function raceToTheMilk(
  ada: () => Promise<void>,
  grace: () => Promise<void>,
  go: () => void,
): Promise<string[]> {
  go();
  const arrived: string[] = [];
  await Promise.allSettled([
    ada().then(() => arrived.push('Ada')),
    grace().then(() => arrived.push('Grace')),
  ]);
  return arrived;
}

export function schedule<T>(work: () => T | PromiseLike<T>): Promise<T> {
  const result = new Promise<T>((resolve, reject) => {
    queueMicrotask(() => {
      try {
        resolve(work());
      } catch (error) {
        reject(error);
      }
    });
  });
  result.catch(() => {});
  return result;
}
