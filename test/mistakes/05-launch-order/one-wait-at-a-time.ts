// too-late: each wait begins only when the job ahead is done
import type { Job } from '../../../solutions/05-launch-order.ts';

export async function inLaunchOrder(jobs: Job[]): Promise<void> {
  for (const job of jobs) job.first();
  for (const job of jobs) {
    await job.wait();
    job.second();
  }
}
