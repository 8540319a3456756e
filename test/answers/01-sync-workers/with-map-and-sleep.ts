// map for the jobs; for the timer a promise of sleep, with the measuring in its then.
import { now, sleep } from '#workshop';

export function runJobs<T>(jobs: string[], work: (job: string) => T): T[] {
  return jobs.map((job) => work(job));
}

export async function lateness(work: () => void, delay: number): Promise<number> {
  const armed = now();
  const timer = sleep(delay).then(() => now() - armed - delay);
  work();
  return timer;
}
