// keeps-going: the second half is in a `finally`, so it also runs after a wait that failed
import type { Job } from '../../../solutions/05-launch-order.ts';
export async function launch(jobs: Job[]): Promise<void> {
  await Promise.all(
    jobs.map(async (job) => {
      job.first();
      try {
        await job.wait();
      } finally {
        job.second();
      }
    }),
  );
}
