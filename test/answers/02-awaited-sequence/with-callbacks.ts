// Callbacks only: each result calls the next job.

export function inSequence<T>(jobs: (() => Promise<T>)[]): Promise<T[]> {
  return new Promise((resolve, reject) => {
    const results: T[] = [];
    const next = (): void => {
      const job = jobs[results.length];
      if (!job) return resolve(results);
      job().then((result) => {
        results.push(result);
        next();
      }, reject);
    };
    next();
  });
}
