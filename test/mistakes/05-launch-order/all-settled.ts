// swallowed-error: Promise.allSettled never rejects, and nothing looks at what it tells
import type { Job } from '../../../solutions/05-launch-order.ts';

export async function launch(jobs: Job[]): Promise<void> {
  await Promise.allSettled(
    jobs.map(async (job) => {
      job.first();
      await job.wait();
      job.second();
    }),
  );
}
