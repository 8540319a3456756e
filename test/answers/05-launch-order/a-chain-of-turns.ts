// Each job gets the promise of the one before.
import type { Job } from '../../../solutions/05-launch-order.ts';

export async function inLaunchOrder(jobs: Job[]): Promise<void> {
  let before: Promise<void> = Promise.resolve();
  for (const job of jobs) {
    job.first();
    const own = job.wait();
    own.catch(() => {});
    before = before.then(() => own).then(() => job.second());
    before.catch(() => {});
  }
  await before;
}
