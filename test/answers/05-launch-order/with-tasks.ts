// A task for each job. In launch a promise of our own is rejected by the first task that fails.
import { createTask } from '#workshop';
import type { Job } from '../../../solutions/05-launch-order.ts';

export function launch(jobs: Job[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let running = jobs.length;
    if (running === 0) resolve();
    for (const job of jobs) {
      const task = createTask(async () => {
        job.first();
        await job.wait();
        job.second();
      });
      task.then(() => {
        running -= 1;
        if (running === 0) resolve();
      }, reject);
    }
  });
}

export async function inLaunchOrder(jobs: Job[]): Promise<void> {
  const waits = jobs.map((job) =>
    createTask(() => {
      job.first();
      return job.wait();
    }),
  );
  for (const [place, job] of jobs.entries()) {
    await waits[place];
    job.second();
  }
}
