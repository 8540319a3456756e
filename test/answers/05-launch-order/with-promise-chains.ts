// No async function: every then gives the promise of the next part.
import type { Job } from '../../../solutions/05-launch-order.ts';

export function launch(jobs: Job[]): Promise<void> {
  const running = jobs.map((job) => {
    job.first();
    return job.wait().then(() => job.second());
  });
  return Promise.all(running).then(() => {});
}

export function inLaunchOrder(jobs: Job[]): Promise<void> {
  let ahead = Promise.resolve();
  for (const job of jobs) {
    job.first();
    const wait = job.wait();
    wait.catch(() => {});
    ahead = ahead.then(() => wait).then(() => job.second());
    ahead.catch(() => {});
  }
  return ahead;
}
