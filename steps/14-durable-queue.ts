// A queue that survives: the orders are in a database, and the shops are processes that may be killed.
//   npm ci --prefix workshop/durable              once: installs the database and the queue
//   npx tsx steps/14-durable-queue.ts             four orders, two shops, and a kill in the middle of an order
//   npx tsx steps/14-durable-queue.ts retry       an order that fails every time
//   npx tsx steps/14-durable-queue.ts place 3     places three orders in a folder, and ends
//   npx tsx steps/14-durable-queue.ts shop        a shop on that folder, until Ctrl+C
// With DATABASE_URL=postgres://… all use that server, from as many terminals and machines as you like.

import { setTimeout as work } from 'node:timers/promises';
import { choice, count, log, run, settings, sleep } from '#workshop';
import { openEngine, outcome, speaker, startShop, type Engine, type Say } from '../workshop/durable/parts.ts';

/** The virtual clock cannot see other processes, nor a database, so every tool runs this step in real time. */
export const clock = 'real';

// A shop holds an order for two seconds at most: that is its lease. After three attempts the order is a dead letter.
async function prepare({ boss, sql }: Engine): Promise<void> {
  await boss.createQueue('unserved');
  const rules = { expireInSeconds: 2, retryLimit: 2, retryDelay: 1, deadLetter: 'unserved' };
  await boss.createQueue('orders', rules);
  await sql('CREATE TABLE IF NOT EXISTS charges (id text PRIMARY KEY)');
}

/** Charges once, however often it is called for an order: the database refuses a second row with the same key. */
async function chargeOnce({ sql }: Engine, id: string): Promise<boolean> {
  const text = 'INSERT INTO charges (id) VALUES ($1) ON CONFLICT DO NOTHING RETURNING id';
  return (await sql(text, [id])).rows.length === 1;
}

async function shop(engine: Engine, say: Say, closing: AbortSignal): Promise<void> {
  say('is open');
  while (!closing.aborted) {
    const [held] = await engine.boss.fetch<{ name: string }>('orders');
    if (held) await serve(engine, held.id, held.data.name, say);
    else await sleep(100, { signal: closing }).catch(() => {});
  }
  say('is now closed.');
}

// What has begun is brought to its end, also after Ctrl+C: there is no signal in here.
async function serve(engine: Engine, id: string, name: string, say: Say): Promise<void> {
  say(`takes ${name}`);
  try {
    await work(300);
    if (name === 'rotten egg') throw new Error('it is rotten');
    say((await chargeOnce(engine, id)) ? `charges for ${name}` : `${name} has been charged for`);
    await work(300);
    await engine.boss.complete('orders', id);
    say(`${name} is ready`);
  } catch (error) {
    say(`gives ${name} back: ${String(error)}`);
    await engine.boss.fail('orders', id, error as Error);
  }
}

async function place({ boss }: Engine, names: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) ids.push((await boss.send('orders', { name }))!);
  log(`orders waiting: ${await boss.getQueueSize('orders')}`);
  return ids;
}

async function day(engine: Engine, names: string[], kill: boolean, signal: AbortSignal): Promise<void> {
  const shops = ['shop 1', 'shop 2'].map((name) => startShop(import.meta.url, name, engine, signal));
  await Promise.all(shops.map((each) => each.says('is open')));
  const ids = await place(engine, names);
  // The worst moment: the customer has paid, and nobody else knows.
  if (kill) await shops[0]!.says('charges for').then(() => shops[0]!.kill());
  log(await outcome(engine, ids, signal));
  await Promise.all(shops.map((each) => each.close()));
}

export async function main(args: string[], signal: AbortSignal): Promise<void> {
  const parts = choice('crash', 'retry', 'place', 'shop');
  const { part, orders } = settings(args, { part: parts, orders: count(4) });
  const names = Array.from({ length: orders }, (_, n) => `order ${n + 1}`);
  const { say, closing } = speaker(part === 'shop' ? 'shop' : 'main', signal);
  const engine = await openEngine({ inFolder: part === 'place' || part === 'shop', say, signal: closing });
  try {
    await prepare(engine);
    if (part === 'shop') return await shop(engine, say, closing);
    if (part === 'place') return void (await place(engine, names));
    await day(engine, part === 'crash' ? names : ['rotten egg', 'milk'], part === 'crash', signal);
  } finally {
    await engine.close();
  }
}

await run(main, import.meta);
