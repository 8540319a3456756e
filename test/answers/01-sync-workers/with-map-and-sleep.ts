// map for the jobs; for the timer a promise of sleep, with the measuring in its then; an interval for the watch.
import { now, sleep } from '#workshop';

export function runJobs<T>(jobs: string[], work: (job: string) => T): T[] {
  return jobs.map((job) => work(job));
}

export function lateness(work: () => void, delay: number, report: (late: number) => void): void {
  const armed = now();
  void sleep(delay).then(() => report(now() - armed - delay));
  work();
}

export function watchEventLoop(every: number, report: (late: number) => void): () => void {
  let last = now();
  const interval = setInterval(() => {
    const late = now() - last - every;
    last = now();
    report(late);
  }, every);
  return () => clearInterval(interval);
}
