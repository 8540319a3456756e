// eager-start: Promise.all of calls that have all been made already
export function inSequence<T>(jobs: (() => Promise<T>)[]): Promise<T[]> {
  return Promise.all(jobs.map((job) => job()));
}
