// too-late: the second halves are in order, but the first of them waits until all waits are over
import type { Job } from '../../../solutions/05-launch-order.ts';

export async function inLaunchOrder(jobs: Job[]): Promise<void> {
  const waits = jobs.map((job) => {
    job.first();
    return job.wait();
  });
  await Promise.all(waits);
  for (const job of jobs) job.second();
}
