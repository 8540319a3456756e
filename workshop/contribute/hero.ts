import { AsyncExecutor, log, sleep } from '../index.ts';
import type { TitledRun } from '../draw/lanes.ts';
import { runProgram } from '../runtime/run-program.ts';

// The first picture of the README: what people write for "at most three at the same time", and what does it. It is no
// step's program and no exercise's solution, so it gives no answer away.

/** How long each takes, in milliseconds. */
const photos = [300, 1200, 500, 1000, 400, 900, 700];
const most = 3;

const downloads = photos.map((ms, at) => async (): Promise<void> => {
  log(`photo ${at + 1}`, 'started');
  await sleep(ms);
  log(`photo ${at + 1}`, 'done');
});

/** Waits for the slowest of three before it begins the next three. */
async function inBatches(): Promise<void> {
  const left = [...downloads];
  while (left.length > 0) await Promise.all(left.splice(0, most).map((download) => download()));
}

async function withAnExecutor(): Promise<void> {
  const executor = new AsyncExecutor({ maxRunning: most });
  await Promise.all(downloads.map((download) => executor.submit(download)));
}

/** The two runs, one under the other. */
export async function heroRuns(): Promise<TitledRun[]> {
  return [
    { title: 'In batches of three', run: await runProgram(inBatches) },
    { title: 'Three at a time', run: await runProgram(withAnExecutor) },
  ];
}
