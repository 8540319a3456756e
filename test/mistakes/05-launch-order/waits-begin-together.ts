// too-late: no wait begins before all first halves are done, so A waits for the work of B and C
import type { Job } from '../../../solutions/05-launch-order.ts';

export async function launch(jobs: Job[]): Promise<void> {
  for (const job of jobs) job.first();
  await Promise.all(jobs.map((job) => job.wait().then(() => job.second())));
}
