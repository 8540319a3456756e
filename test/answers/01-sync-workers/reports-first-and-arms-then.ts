// A while loop over an index; the watch reports before it arms the next timer, so it asks whether it was stopped.
import { now } from '#workshop';

export function runJobs<T>(jobs: string[], work: (job: string) => T): T[] {
  const results = new Array<T>(jobs.length);
  let place = 0;
  while (place < jobs.length) {
    results[place] = work(jobs[place]!);
    place += 1;
  }
  return results;
}

export function lateness(work: () => void, delay: number, report: (late: number) => void): void {
  let due = Infinity;
  function fired() {
    report(now() - due);
  }
  setTimeout(fired, delay);
  due = now() + delay;
  work();
}

export function watchEventLoop(every: number, report: (late: number) => void): () => void {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const arm = () => {
    const armedAt = now();
    timer = setTimeout(() => {
      report(now() - armedAt - every);
      if (!stopped) arm();
    }, every);
  };
  arm();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
