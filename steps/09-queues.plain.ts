// Webhooks that come in a burst, with Node's own means: an array, a promise and a limit, or a stream.
//
//   npx tsx steps/09-queues.plain.ts           a queue with room for four, and four workers
//   npx tsx steps/09-queues.plain.ts bug       an array without a limit, and four workers
//   npx tsx steps/09-queues.plain.ts stream    a stream with a highWaterMark of four, which does one at a time

import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const burst = Array.from({ length: 20 }, (_, n) => `webhook ${n + 1}`);
let accepted = 0;
let handled = 0;
let most = 0;

/** What the sender is told when its webhook is in memory: 200. */
function accept(): void {
  accepted += 1;
  most = Math.max(most, accepted - handled);
  if (accepted === burst.length) say('the sender has an answer to each webhook');
}

/** Pretends to do something with a webhook. */
async function handle(_webhook: string, ms = 500): Promise<void> {
  await sleep(ms);
  handled += 1;
}

// The broken version: the array takes whatever comes, and a worker that finds it empty looks again and again.
async function withAnArray(): Promise<void> {
  const waiting: string[] = [];
  const worker = async () => {
    while (handled < burst.length) {
      const webhook = waiting.shift();
      if (webhook) await handle(webhook);
      else await sleep(100);
    }
  };
  for (const webhook of burst) {
    waiting.push(webhook);
    accept();
  }
  await Promise.all([worker(), worker(), worker(), worker()]);
}

/** A queue: `put` waits while it is full, and a loop over it waits while it is empty, and ends when it is closed. */
function createQueue<T>(room: number) {
  const items: T[] = [];
  let closed = false;
  let announce = () => {};
  let change = new Promise<void>((resolve) => (announce = resolve));
  /** Wakes every call that waits for a change. Each of them looks again. */
  const changed = () => {
    announce();
    change = new Promise<void>((resolve) => (announce = resolve));
  };
  return {
    async put(item: T): Promise<void> {
      while (items.length >= room) await change;
      items.push(item);
      changed();
    },
    close(): void {
      closed = true;
      changed();
    },
    async *[Symbol.asyncIterator](): AsyncGenerator<T> {
      for (;;) {
        while (items.length === 0) {
          if (closed) return;
          await change;
        }
        const item = items.shift()!;
        changed();
        yield item;
      }
    },
  };
}

async function withAQueue(): Promise<void> {
  const queue = createQueue<string>(4);
  const worker = async () => {
    for await (const webhook of queue) await handle(webhook);
  };
  const workers = [worker(), worker(), worker(), worker()];
  for (const webhook of burst) {
    await queue.put(webhook);
    accept();
  }
  queue.close();
  await Promise.all(workers);
}

// A stream has such a limit built in: its highWaterMark. pipeline asks for the next webhook when there is room.
async function withAStream(): Promise<void> {
  async function* arriving(): AsyncGenerator<string> {
    for (const webhook of burst) {
      accept();
      yield webhook;
    }
  }
  const worker = new Writable({
    objectMode: true,
    highWaterMark: 4,
    write(webhook: string, _encoding, done) {
      // Eight a second, counted from the beginning: one that is late makes the others no later.
      const due = began + (handled + 1) * 125;
      void handle(webhook, Math.max(1, due - performance.now())).then(() => done(), done);
    },
  });
  await pipeline(arriving, worker);
}

const began = performance.now();

/** Prints a line with the time, to the nearest half second. */
function say(text: string): void {
  const seconds = Math.round((performance.now() - began) / 500) / 2;
  console.log(`${seconds.toFixed(1)}s  ${text}`);
}

const variants: Record<string, () => Promise<void>> = {
  queue: withAQueue,
  bug: withAnArray,
  stream: withAStream,
};
const variant = process.argv[2] ?? 'queue';
const work = variants[variant];
if (work) {
  await work();
  say(`all webhooks are handled; at most ${most} were in memory`);
} else {
  console.error(`The variants are bug and stream; it was given "${variant}".`);
  process.exitCode = 2;
}
