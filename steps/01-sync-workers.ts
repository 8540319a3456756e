// One thread: while one piece of synchronous work runs, nothing else can happen, not even a timer.
//
//   npx tsx steps/01-sync-workers.ts          three orders of 0.5 s and 0.5 s of work, and a timer for 0.1 s
//   npx tsx steps/01-sync-workers.ts 0.2      less work: 0.2 s and 0.2 s for each order
//   npx tsx steps/01-sync-workers.ts 0.2 2    the same work, and a timer for 2.0 s

import { block, log, now, run, seconds, settings, sleep } from '#workshop';

// An ordinary function: it keeps the thread from its first line to its last.
function worker(name: string, ms: number): void {
  log(name, 'in progress...');
  block(ms);
  log(name, 'in progress...');
  block(ms);
  log(name, 'done.');
}

export async function main(args: string[]): Promise<void> {
  const { work, delay } = settings(args, { work: seconds(0.5), delay: seconds(0.1) });

  // The timer is armed before the first job begins. When will it fire?
  const due = now() + delay;
  setTimeout(() => {
    log('timer', `${inSeconds(now() - due)} late (it was due at ${inSeconds(due)})`);
  }, delay);
  // A second timer, right behind the first. Main waits for it in its last line, so that it does not end too early.
  const end = sleep(delay);

  worker('order milk', work);
  worker('order bread', work);
  worker('order eggs', work);

  await end;
}

/** Tenths of a second, rounded down: `2.9 s`. */
function inSeconds(ms: number): string {
  return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`;
}

await run(main, import.meta);
