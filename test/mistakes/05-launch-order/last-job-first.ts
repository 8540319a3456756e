// wrong-order: pop takes the last job first
import type { Job } from '../../../solutions/05-launch-order.ts';

export async function launch(jobs: Job[]): Promise<void> {
  const left = [...jobs];
  const running: Promise<void>[] = [];
  for (let job = left.pop(); job; job = left.pop()) {
    job.first();
    const { second } = job;
    running.push(job.wait().then(() => second()));
  }
  await Promise.all(running);
}
