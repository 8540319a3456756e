// At most so many at the same time: an executor takes all the work now, and starts each piece when a slot is free.
//
//   npx tsx steps/10-async-executor.ts                          eleven downloads, four slots
//   npx tsx steps/10-async-executor.ts failures                 every third download fails
//   npx tsx steps/10-async-executor.ts callbacks                main is told of each end
//   npx tsx steps/10-async-executor.ts downloads 11             eleven slots
//   npx tsx steps/10-async-executor.ts downloads 3 6 --seed 8   three slots, six other downloads

import { AsyncExecutor, choice, count, createTask, log, random, run, settings, sleep } from '#workshop';

// A mock download: it takes its time, and every tenth of a second brings 10 kB.
async function download(ms: number, breaks: boolean, signal: AbortSignal): Promise<number> {
  log('started');
  await sleep(ms, { signal });
  log(breaks ? 'failed' : 'done');
  if (breaks) throw new Error('connection lost');
  return ms / 10;
}

export async function main(args: string[], signal?: AbortSignal): Promise<void> {
  const { part, slots, downloads, seed } = settings(args, {
    part: choice('downloads', 'failures', 'callbacks'),
    slots: count(4),
    downloads: count(11),
    seed: count(413),
  });
  const dice = random(seed);
  const executor = new AsyncExecutor({ maxRunning: slots });
  const tasks = Array.from({ length: downloads }, (_, place) => {
    const name = `download ${place + 1}`;
    const ms = dice.int(10, 40) * 100;
    const breaks = part === 'failures' && place % 3 === 2;
    // Downloads 1, 3, 5 …: a function that does the work.
    const work = (own: AbortSignal) => download(ms, breaks, own);
    if (place % 2 === 0) return executor.submit(work, { name, signal });
    // Downloads 2, 4, 6 …: a function that returns a task. The slot is taken until that task has ended.
    return executor.submit((own) => createTask(work, { name, signal: own }), { name, signal });
  });
  // Nothing has run so far: even the first four start only when main yields.
  log(`${tasks.length} submitted`);

  // Done callbacks: `then` is given a function to call after a success, and one to call after a failure.
  let left = tasks.length;
  for (const task of part === 'callbacks' ? tasks : []) {
    const tell = () => log(`${task.name} has ended, ${--left} to go`);
    void task.then(tell, tell); // void says: nothing waits for the promise that then returns
  }

  // What submit returns is a task like any other. The results come in the order of the submissions.
  const results = await Promise.allSettled(tasks);
  signal?.throwIfAborted();
  const sizes = results.map((result) => (result.status === 'fulfilled' ? result.value : 'failed'));
  log(`kB: ${JSON.stringify(sizes)}`);
}

await run(main, import.meta);
