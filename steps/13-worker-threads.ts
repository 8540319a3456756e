// Threads: what calculates on a thread of its own keeps nothing here waiting.
//
//   npx tsx steps/13-worker-threads.ts            three orders on two threads, and a timer on this one
//   npx tsx steps/13-worker-threads.ts pool 3     the same on three threads
//   npx tsx steps/13-worker-threads.ts stuck      an order that never ends, and a deadline
//   npx tsx steps/13-worker-threads.ts send       what can be sent to a thread, and what arrives
//   npx tsx steps/13-worker-threads.ts cost       what a thread, a message and a copy cost on this machine

import { MessageChannel } from 'node:worker_threads';
import { Tinypool } from 'tinypool';
import { choice, count, log, now, run, settings } from '#workshop';

/** The virtual clock cannot see other threads, so every tool runs this step in real time. */
export const clock = 'real';

const filename = new URL('./13-worker-threads.thread.js', import.meta.url).href;

// One end of the wire goes to the thread. What it sends arrives here as an event, between other callbacks.
async function order(pool: Tinypool, name: string): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  port1.on('message', (text: string) => log(name, text));
  await pool.run({ work: 500, port: port2 }, { transferList: [port2] });
  log(name, 'done.');
  port1.close();
}

async function orders(pool: Tinypool): Promise<void> {
  const due = now() + 100;
  const late = () => (Math.max(0, now() - due) / 1000).toFixed(1);
  setTimeout(() => log('timer', `was due at 0.1 s, fires ${late()} s late`), 100);
  await Promise.all(['order milk', 'order bread', 'order eggs'].map((name) => order(pool, name)));
}

// A thread that calculates hears no signal. The pool can only end it, and start another.
async function stuck(pool: Tinypool): Promise<void> {
  const signal = AbortSignal.timeout(500);
  log('an order gets 0.5 s');
  await pool.run(null, { name: 'stuck', signal }).catch((error: Error) => log(error.message));
  log(`a new thread says ${await pool.run('good morning', { name: 'echo' })}`);
}

async function send(pool: Tinypool): Promise<void> {
  const echo = (value: unknown) => pool.run(value, { name: 'echo' });
  log(`a Map comes back with size ${(await echo(new Map([['milk', 2]]))).size}`);
  class Order {
    items = ['milk'];
  }
  log(`an Order comes back as ${(await echo(new Order())).constructor.name}`);
  await echo({ total: () => 2 }).catch((error: Error) => log(`${error.name}: ${error.message}`));
  const photo = new ArrayBuffer(1000);
  log(`copied: ${await pool.run(photo, { name: 'size' })} bytes there, ${photo.byteLength} here`);
  const there = await pool.run(photo, { name: 'size', transferList: [photo] });
  log(`transferred: ${there} bytes there, ${photo.byteLength} here`);
}

async function cost(pool: Tinypool): Promise<void> {
  const photo = new ArrayBuffer(64_000_000);
  const count = (times: number) =>
    Promise.all(Array.from({ length: times }, () => pool.run(5_000_000, { name: 'countPrimes' })));
  await inMs('a thread, until its first answer', () => pool.run(0, { name: 'echo' }));
  await inMs('a message, there and back', () => pool.run(0, { name: 'echo' }));
  await inMs('64 MB, copied', () => pool.run(photo, { name: 'size' }));
  await inMs('64 MB, transferred', () => pool.run(photo, { name: 'size', transferList: [photo] }));
  await inMs('one calculation', () => count(1));
  await inMs('four of them', () => count(4));
}

async function inMs(what: string, work: () => Promise<unknown>): Promise<void> {
  const from = performance.now();
  await work();
  log(`${(performance.now() - from).toFixed(1).padStart(7)} ms  ${what}`);
}

export async function main(args: string[]): Promise<void> {
  const { part, size } = settings(args, {
    part: choice('pool', 'stuck', 'send', 'cost'),
    size: count(2, 16),
  });
  const pool = new Tinypool({ filename, minThreads: size, maxThreads: size, execArgv: [] });
  try {
    await { pool: orders, stuck, send, cost }[part](pool);
  } finally {
    await pool.destroy();
  }
}

await run(main, import.meta);
