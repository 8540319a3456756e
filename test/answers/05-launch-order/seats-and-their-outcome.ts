// Promise.allSettled tells how the payment ended; the waits are settled the same way, and a loop looks at them in turn.
import type { Hall, Job } from '../../../solutions/05-launch-order.ts';

export async function reserve(hall: Hall, seats: number, pay: () => Promise<void>): Promise<boolean> {
  if (hall.free < seats) return false;
  hall.free -= seats;
  const [payment] = await Promise.allSettled([pay()]);
  if (payment.status === 'fulfilled') return true;
  hall.free += seats;
  throw payment.reason;
}

export async function inLaunchOrder(jobs: Job[]): Promise<void> {
  const waits: Promise<PromiseSettledResult<void>[]>[] = [];
  for (const job of jobs) {
    job.first();
    waits.push(Promise.allSettled([job.wait()]));
  }
  for (const [place, job] of jobs.entries()) {
    const [wait] = (await waits[place]) ?? [];
    if (wait?.status === 'rejected') throw wait.reason;
    job.second();
  }
}
