// The first job, then the rest; and Node's own clock and promise timer in place of the workshop's.
import { setTimeout as wait } from 'node:timers/promises';

export function runJobs<T>(jobs: string[], work: (job: string) => T): T[] {
  const [first, ...rest] = jobs;
  if (first === undefined) return [];
  const result = work(first);
  return [result, ...runJobs(rest, work)];
}

export async function lateness(work: () => void, delay: number): Promise<number> {
  const due = performance.now() + delay;
  const timer = wait(delay);
  work();
  await timer;
  return performance.now() - due;
}
