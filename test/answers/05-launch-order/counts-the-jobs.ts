// Counts the jobs that have not ended.
import type { Job } from '../../../solutions/05-launch-order.ts';

export function launch(jobs: Job[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let left = jobs.length;
    if (left === 0) resolve();
    for (const job of jobs) {
      job.first();
      job.wait().then(() => {
        job.second();
        left -= 1;
        if (left === 0) resolve();
      }, reject);
    }
  });
}
