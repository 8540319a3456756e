// swallowed-error: a wait that failed counts as over, and the caller never hears of it
import type { Job } from '../../../solutions/05-launch-order.ts';

export async function inLaunchOrder(jobs: Job[]): Promise<void> {
  const waits = jobs.map((job) => {
    job.first();
    return job.wait().catch(() => {});
  });
  for (const [place, job] of jobs.entries()) {
    await waits[place];
    job.second();
  }
}
