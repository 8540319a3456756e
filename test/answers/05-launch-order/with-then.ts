// then in place of await: the second half is a callback of the wait.
import type { Hall, Job } from '../../../solutions/05-launch-order.ts';

export function reserve(hall: Hall, seats: number, pay: () => Promise<void>): Promise<boolean> {
  if (hall.free < seats) return Promise.resolve(false);
  hall.free -= seats;
  return pay().then(
    () => true,
    (error: unknown) => {
      hall.free += seats;
      throw error;
    },
  );
}

export async function launch(jobs: Job[]): Promise<void> {
  const halves: Promise<void>[] = [];
  for (const job of jobs) {
    job.first();
    halves.push(job.wait().then(() => job.second()));
  }
  await Promise.all(halves);
}

export async function inLaunchOrder(jobs: Job[]): Promise<void> {
  const waits: Promise<void>[] = [];
  for (const job of jobs) {
    job.first();
    const wait = job.wait();
    wait.then(undefined, () => {});
    waits.push(wait);
  }
  for (const [place, wait] of waits.entries()) {
    await wait;
    jobs[place]!.second();
  }
}
