// An await gives the thread away while it waits. A sequence of them still takes the sum.
//
//   npx tsx steps/02-awaited-sequence.ts                 one order after the other: 1.0 + 2.0 = 3.0 s
//   npx tsx steps/02-awaited-sequence.ts sequence 2 1    the first order takes longer
//   npx tsx steps/02-awaited-sequence.ts timer           the same with the timer of step 01: it fires on time
//   npx tsx steps/02-awaited-sequence.ts call            what a call does before anybody awaits it

import { choice, log, run, seconds, settings, sleep } from '#workshop';

// An async function may wait inside. While it sleeps it does not keep the thread.
async function worker(name: string, ms: number): Promise<void> {
  log(name, 'started');
  await sleep(ms);
  log(name, 'done');
}

// The second call is made when the first worker is done, and not before: 1.0 + 2.0 = 3.0 s.
async function sequence(milk: number, bread: number): Promise<void> {
  await worker('order milk', milk);
  await worker('order bread', bread);
}

// The thread is free whenever a worker sleeps, so the timer has to wait for nobody.
async function timer(milk: number, bread: number): Promise<void> {
  setTimeout(() => log('timer', 'was due at 0.1 s'), 100);
  await sequence(milk, bread);
}

// A call runs at once, up to the first await inside. There it returns a promise, and the caller goes on.
async function call(milk: number): Promise<void> {
  log('before the call');
  const order = worker('order milk', milk);
  log('after the call');
  await order;
  log('after the await');
}

export async function main(args: string[]): Promise<void> {
  const { part, milk, bread } = settings(args, {
    part: choice('sequence', 'timer', 'call'),
    milk: seconds(1),
    bread: seconds(2),
  });
  if (part === 'sequence') await sequence(milk, bread);
  if (part === 'timer') await timer(milk, bread);
  if (part === 'call') await call(milk);
}

await run(main, import.meta);
