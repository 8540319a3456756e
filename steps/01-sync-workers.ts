// One thread: while one piece of synchronous work runs, nothing else can happen, not even a timer.
//
//   npx tsx steps/01-sync-workers.ts          three orders, one after the other: 3 × (0.5 + 0.5) = 3.0 s
//   npx tsx steps/01-sync-workers.ts 0.2      less work: 3 × (0.2 + 0.2) = 1.2 s
//   npx tsx steps/01-sync-workers.ts 0.2 2    the same, and a timer that is due at 2.0 s, after all the work

import { block, log, now, run, seconds, settings } from '#workshop';

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

  // The timer is armed before the first job begins. When will it fire? The promise is there only for the last line of
  // main, so that the program ends after the timer and not before it.
  const due = now() + delay;
  const timer = new Promise<void>((fired) => {
    setTimeout(() => {
      log('timer', `was due at ${inSeconds(due)}, fires ${inSeconds(now() - due)} late`);
      fired();
    }, delay);
  });

  worker('order milk', work);
  worker('order bread', work);
  worker('order eggs', work);

  await timer;
}

/** Whole tenths, rounded down: `2.9 s`. */
function inSeconds(ms: number): string {
  return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`;
}

await run(main, import.meta);
