// polling: looks every 10 ms whether it is its turn
import { sleep } from '#workshop';
import type { Job } from '../../../solutions/05-launch-order.ts';

export async function inLaunchOrder(jobs: Job[]): Promise<void> {
  let turn = 0;
  let failed = false;
  await Promise.all(
    jobs.map(async (job, index) => {
      job.first();
      let error: { error: unknown } | undefined;
      try {
        await job.wait();
      } catch (caught) {
        error = { error: caught };
      }
      while (turn < index) {
        if (failed) return;
        await sleep(10);
      }
      if (error) {
        failed = true;
        throw error.error;
      }
      job.second();
      turn += 1;
    }),
  );
}
