// The first failure rejects a promise of its own; the second halves are a recursion over what has been launched.
import type { Job } from '../../../solutions/05-launch-order.ts';

export async function launch(jobs: Job[]): Promise<void> {
  const running: Promise<void>[] = [];
  for (const job of jobs) {
    running.push(
      (async () => {
        job.first();
        await job.wait();
        job.second();
      })(),
    );
  }
  const failure = new Promise<never>((_, reject) => {
    for (const each of running) each.catch(reject);
  });
  await Promise.race([failure, Promise.allSettled(running)]);
}

export async function inLaunchOrder(jobs: Job[]): Promise<void> {
  const ends = jobs.map((job) => {
    job.first();
    return job.wait().then(
      () => ({ failed: false, error: undefined }),
      (error: unknown) => ({ failed: true, error }),
    );
  });
  const goOn = async (place: number): Promise<void> => {
    const end = await ends[place];
    if (!end) return;
    if (end.failed) throw end.error;
    jobs[place]!.second();
    return goOn(place + 1);
  };
  return goOn(0);
}
