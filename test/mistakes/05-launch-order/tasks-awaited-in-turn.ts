// fails-late: the tasks are awaited one by one, so the failure of B shows only when A is done
import { createTask } from '#workshop';
import type { Job } from '../../../solutions/05-launch-order.ts';

export async function launch(jobs: Job[]): Promise<void> {
  const tasks = jobs.map((job) =>
    createTask(async () => {
      job.first();
      await job.wait();
      job.second();
    }),
  );
  for (const task of tasks) await task;
}
