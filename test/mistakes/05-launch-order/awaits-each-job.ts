// sequential: the await in the loop holds up the first half of the next job
import type { Job } from '../../../solutions/05-launch-order.ts';

export async function launch(jobs: Job[]): Promise<void> {
  for (const job of jobs) {
    job.first();
    await job.wait();
    job.second();
  }
}
