// Values that arrive over time, with Node's own means: the pages of an API, the lines of a file, events, a stream.
//
//   npx tsx steps/08-async-iterators.plain.ts            shows the orders of an API while the pages arrive
//   npx tsx steps/08-async-iterators.plain.ts bug        loads all the pages first
//   npx tsx steps/08-async-iterators.plain.ts lines      looks for a line in a log file
//   npx tsx steps/08-async-iterators.plain.ts events     takes the events of an emitter in a loop
//   npx tsx steps/08-async-iterators.plain.ts pipeline   writes the orders to a file

import { EventEmitter, on } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

interface Order {
  id: number;
  paid: boolean;
}

const pageSize = 3;
const stored = Array.from({ length: 11 }, (_, n): Order => ({ id: n + 1, paid: n + 1 !== 5 }));

// Pretends to be an API: half a second for up to three orders, those after the first `skip` ones.
async function fetchPage(skip: number): Promise<Order[]> {
  await sleep(500);
  say(`page ${skip / pageSize + 1} is here`);
  return stored.slice(skip, skip + pageSize);
}

// The broken version: the caller sees nothing until the last page is here.
async function loadOrders(): Promise<Order[]> {
  const all: Order[] = [];
  for (let skip = 0; ; skip += pageSize) {
    const page = await fetchPage(skip);
    all.push(...page);
    if (page.length < pageSize) return all;
  }
}

// A generator for the same API: it passes on the orders of each page as soon as it has them.
async function* allOrders(): AsyncGenerator<Order> {
  let skip = 0;
  let page: Order[];
  do {
    page = await fetchPage(skip);
    for (const order of page) yield order;
    skip += pageSize;
  } while (page.length === pageSize);
}

async function firstUnpaid(orders: Iterable<Order> | AsyncIterable<Order>): Promise<void> {
  for await (const order of orders) {
    say(`order ${order.id} is ${order.paid ? 'paid' : 'NOT PAID'}`);
    if (!order.paid) break;
  }
}

// A log of 10 MB. The loop ends at the first error; the stream has to be closed by hand, because readline does not.
async function lines(folder: string): Promise<void> {
  const file = join(folder, 'shop.log');
  const entries = Array.from({ length: 200_000 }, (_, n) =>
    n === 3 ? 'ERROR no milk' : `INFO ${'x'.repeat(46)}`,
  );
  await writeFile(file, entries.join('\n'));
  const input = createReadStream(file);
  try {
    for await (const line of createInterface({ input })) {
      console.log(line.slice(0, 13));
      if (line.startsWith('ERROR')) break;
    }
  } finally {
    input.destroy();
  }
  console.log(`read about ${Math.round((100 * input.bytesRead) / 10_000_000)} % of the file`);
}

// Three orders arrive together, and the body takes half a second for each: on() keeps those that have to wait.
async function events(): Promise<void> {
  const shop = new EventEmitter();
  setTimeout(() => ['milk', 'bread', 'eggs'].forEach((item) => shop.emit('order', item)), 500);
  setTimeout(() => shop.emit('closed'), 1000);
  for await (const [item] of on(shop, 'order', { close: ['closed'] })) {
    say(`takes ${item}`);
    await sleep(500);
  }
  say('the shop is closed');
}

// A source, a step in between, a destination. When one of them fails, pipeline closes the others, and rejects.
async function write(folder: string): Promise<void> {
  const file = join(folder, 'unpaid.txt');
  const onlyUnpaid = async function* (orders: AsyncIterable<Order>): AsyncGenerator<string> {
    for await (const order of orders) if (!order.paid) yield `order ${order.id}\n`;
  };
  await pipeline(allOrders, onlyUnpaid, createWriteStream(file));
  console.log(`the file says: ${(await readFile(file, 'utf8')).trim()}`);
}

const began = performance.now();

/** Prints a line with the time, to the nearest half second. */
function say(text: string): void {
  const seconds = Math.round((performance.now() - began) / 500) / 2;
  console.log(`${seconds.toFixed(1)}s  ${text}`);
}

const variant = process.argv[2] ?? 'pages';
const folder = await mkdtemp(join(tmpdir(), 'orders-'));
try {
  if (variant === 'pages') await firstUnpaid(allOrders());
  else if (variant === 'bug') await firstUnpaid(await loadOrders());
  else if (variant === 'lines') await lines(folder);
  else if (variant === 'events') await events();
  else if (variant === 'pipeline') await write(folder);
  else {
    console.error(`The variants are bug, lines, events and pipeline; it was given "${variant}".`);
    process.exitCode = 2;
  }
} finally {
  await rm(folder, { recursive: true });
}
