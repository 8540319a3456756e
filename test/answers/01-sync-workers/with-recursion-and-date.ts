// Recursion for the jobs; Date.now for the time; a watch that remembers when it was armed.
export function runJobs<T>(jobs: string[], work: (job: string) => T): T[] {
  const from = (place: number): T[] =>
    place === jobs.length ? [] : [work(jobs[place]!), ...from(place + 1)];
  return from(0);
}

export function lateness(work: () => void, delay: number, report: (late: number) => void): void {
  const begun = Date.now();
  setTimeout(() => {
    const took = Date.now() - begun;
    report(Math.max(0, took - delay));
  }, delay);
  work();
}

export function watchEventLoop(every: number, report: (late: number) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const arm = () => {
    const armed = performance.now();
    timer = setTimeout(() => {
      const late = performance.now() - armed - every;
      arm();
      report(late);
    }, every);
  };
  arm();
  return () => {
    clearTimeout(timer);
    timer = undefined;
  };
}
