// not-awaited: forEach starts the async functions and does not wait for them
import type { Job } from '../../../solutions/05-launch-order.ts';

export async function launch(jobs: Job[]): Promise<void> {
  jobs.forEach(async (job) => {
    job.first();
    await job.wait();
    job.second();
  });
}
