// never-called: the second half follows the first, and the wait between them is left out
import type { Job } from '../../../solutions/05-launch-order.ts';

export async function launch(jobs: Job[]): Promise<void> {
  for (const job of jobs) {
    job.first();
    job.second();
  }
}
