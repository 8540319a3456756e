// wrong-error: of two failures the first in time comes out, not the first in the list
import type { Job } from '../../../solutions/05-launch-order.ts';

export async function inLaunchOrder(jobs: Job[]): Promise<void> {
  let first: { error: unknown } | undefined;
  const waits = jobs.map((job) => {
    job.first();
    return job.wait().then(
      () => true,
      (error: unknown) => {
        first ??= { error };
        return false;
      },
    );
  });
  for (const [index, job] of jobs.entries()) {
    if (!(await waits[index])) throw first!.error;
    job.second();
  }
}
