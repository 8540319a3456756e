// An await yields: the function waits, and the thread is free for others.
//
//   npx tsx steps/02-awaited-sequence.ts                 milk takes 1.0 s, bread takes 2.0 s, and each call is awaited
//   npx tsx steps/02-awaited-sequence.ts sequence 2 1    milk takes 2.0 s, bread takes 1.0 s
//   npx tsx steps/02-awaited-sequence.ts timer           the first sequence, and the timer of step 01
//   npx tsx steps/02-awaited-sequence.ts call            the call in one line, its await in another
//   npx tsx steps/02-awaited-sequence.ts nothing         an await that has nothing to wait for

import { choice, log, run, seconds, settings, sleep } from '#workshop';

// An async function may wait inside. While it sleeps it does not keep the thread.
async function worker(name: string, ms: number): Promise<void> {
  log(name, 'started');
  await sleep(ms);
  log(name, 'done');
}

async function sequence(milk: number, bread: number): Promise<void> {
  await worker('order milk', milk);
  await worker('order bread', bread);
}

async function alarm(): Promise<void> {
  await sleep(100);
  log('timer', 'was due at 0.1 s');
}

// The alarm is called first and awaited last. In between it sleeps, and the sequence runs.
async function timer(milk: number, bread: number): Promise<void> {
  const rings = alarm();
  await sequence(milk, bread);
  await rings;
}

// The call and the await in two lines: what happens between them?
async function call(milk: number): Promise<void> {
  log('before the call');
  const order = worker('order milk', milk);
  log('after the call');
  await order;
  log('after the await');
}

async function errand(name: string): Promise<void> {
  log(name, 'first half');
  await null; // not a promise, and nothing to wait for
  log(name, 'second half');
}

async function nothing(): Promise<void> {
  const milk = errand('order milk');
  const bread = errand('order bread');
  await milk;
  await bread;
}

export async function main(args: string[]): Promise<void> {
  const { part, milk, bread } = settings(args, {
    part: choice('sequence', 'timer', 'call', 'nothing'),
    milk: seconds(1),
    bread: seconds(2),
  });
  if (part === 'sequence') await sequence(milk, bread);
  if (part === 'timer') await timer(milk, bread);
  if (part === 'call') await call(milk);
  if (part === 'nothing') await nothing();
}

await run(main, import.meta);
