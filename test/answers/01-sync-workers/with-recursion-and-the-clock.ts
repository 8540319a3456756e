// The first job, then the rest; Node's own clock; and for the watch one timer that is refreshed.
import { setTimeout as wait } from 'node:timers/promises';

export function runJobs<T>(jobs: string[], work: (job: string) => T): T[] {
  const [first, ...rest] = jobs;
  if (first === undefined) return [];
  const result = work(first);
  return [result, ...runJobs(rest, work)];
}

export async function lateness(
  work: () => void,
  delay: number,
  report: (late: number) => void,
): Promise<void> {
  const due = performance.now() + delay;
  const timer = wait(delay);
  work();
  await timer;
  report(performance.now() - due);
}

export function watchEventLoop(every: number, report: (late: number) => void): () => void {
  let due = Date.now() + every;
  const timer = setTimeout(() => {
    const late = Date.now() - due;
    due = Date.now() + every;
    timer.refresh();
    report(late);
  }, every);
  return () => clearTimeout(timer);
}
