// unhandled-rejection: the loop waits for A while the wait of B fails, and nobody handles that yet
import type { Job } from '../../../solutions/05-launch-order.ts';

export async function inLaunchOrder(jobs: Job[]): Promise<void> {
  const waits: Promise<void>[] = [];
  for (const job of jobs) {
    job.first();
    waits.push(job.wait());
  }
  for (const [place, job] of jobs.entries()) {
    await waits[place];
    job.second();
  }
}
