// too-late: no second half runs before the longest wait is over
import type { Job } from '../../../solutions/05-launch-order.ts';

export async function launch(jobs: Job[]): Promise<void> {
  const waits = jobs.map((job) => {
    job.first();
    return job.wait();
  });
  await Promise.all(waits);
  for (const job of jobs) job.second();
}
