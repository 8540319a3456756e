// At most so many at once: an executor takes all the work now, and starts each piece when a slot is free.
//
//   npx tsx steps/10-async-executor.ts                          eleven downloads, four at once
//   npx tsx steps/10-async-executor.ts failures                 some fail, and free their slots all the same
//   npx tsx steps/10-async-executor.ts downloads 11             all at once
//   npx tsx steps/10-async-executor.ts downloads 3 6 --seed 8   three at once, six other downloads

import { AsyncExecutor, choice, count, createTask, log, random, run, settings, sleep } from '#workshop';

// A mock download: it takes its time, and every tenth of a second brings 10 kB.
async function download(ms: number, breaks: boolean, signal: AbortSignal): Promise<number> {
  log('started');
  await sleep(ms, { signal });
  log(breaks ? 'failed' : 'done');
  if (breaks) throw new Error('connection lost');
  return ms / 10;
}

export async function main(args: string[]): Promise<void> {
  const { part, slots, downloads, seed } = settings(args, {
    part: choice('downloads', 'failures'),
    slots: count(4),
    downloads: count(11),
    seed: count(1),
  });
  const dice = random(seed);
  const executor = new AsyncExecutor({ maxRunning: slots });
  const tasks = Array.from({ length: downloads }, (_, place) => {
    const name = `download ${place + 1}`;
    const ms = dice.int(10, 40) * 100;
    const work = (signal: AbortSignal) => download(ms, part === 'failures' && place % 3 === 2, signal);
    if (place < 6) return executor.submit(work, { name });
    // Work may also start a task and hand it back: the slot is taken until that task has ended.
    return executor.submit((signal) => createTask(work, { name, signal }), { name });
  });
  // Nothing has run so far: even those that have a slot start only when main gives the thread away.
  log(`${tasks.length} submitted`);

  // What submit returns is a task like any other. The results stand in the order of the submissions.
  const results = await Promise.allSettled(tasks);
  const sizes = results.map((result) => (result.status === 'fulfilled' ? result.value : 'failed'));
  log(`kB: ${JSON.stringify(sizes)}`);
}

await run(main, import.meta);
