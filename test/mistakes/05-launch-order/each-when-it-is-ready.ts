// not-awaited: each second half runs when its own wait is over, and does not wait for the job ahead
import type { Job } from '../../../solutions/05-launch-order.ts';

export async function inLaunchOrder(jobs: Job[]): Promise<void> {
  const run = async (job: Job) => {
    job.first();
    await job.wait();
    job.second();
  };
  await Promise.all(jobs.map(run));
}
