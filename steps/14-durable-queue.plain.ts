// Orders that survive a crash, with pg-boss and nothing of the workshop. In a project of your own:
//   npm install pg-boss@10.4.2 @electric-sql/pglite@0.5.16
// and import both as usual. Here they are taken from the folder that `npm ci --prefix workshop/durable` has filled.
//
//   npx tsx steps/14-durable-queue.plain.ts        the order is completed after the work
//   npx tsx steps/14-durable-queue.plain.ts bug    the orders are in an array, and the process restarts

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [variant = 'queue', generation = '', folder = join(tmpdir(), `orders-${process.pid}`)] =
  process.argv.slice(2);
if (!['queue', 'bug'].includes(variant)) {
  console.error(`It takes nothing or bug; it was given "${variant}".`);
  process.exit(2);
}
const packages = new URL('workshop/durable/', new URL('..', import.meta.url));
if (!existsSync(new URL('node_modules/', packages))) {
  console.error('Install the database and the queue first: npm ci --prefix workshop/durable');
  process.exit(2);
}
const require = createRequire(packages);
const { PGlite } = require('@electric-sql/pglite');
const PgBoss = require('pg-boss');

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

if (generation === '') {
  // A deploy: the first process is killed in the middle of its second order, and a new one takes its place.
  for (const each of ['first', 'second']) {
    const child = fork(fileURLToPath(import.meta.url), [variant, each, folder]);
    child.on('message', () => child.kill('SIGKILL'));
    await once(child, 'exit');
    if (each === 'first') console.log('--- killed, and started again');
  }
  rmSync(folder, { recursive: true, force: true });
} else if (variant === 'bug') {
  const orders: string[] = generation === 'first' ? ['milk', 'bread', 'eggs'] : [];
  for (let order = orders.shift(); order; order = orders.shift()) await serve(order);
  console.log('no order waits');
} else {
  const database = await PGlite.create(folder);
  // pg-boss asks for one function. With a server it needs none of this: new PgBoss('postgres://…').
  const executeSql = async (text: string, values?: unknown[]) =>
    values ? database.query(text, values) : (await database.exec(text)).at(-1);
  const boss = new PgBoss({ db: { executeSql }, supervise: false, schedule: false });
  boss.on('error', console.error);
  await boss.start();
  if (generation === 'first') {
    await boss.createQueue('orders', { expireInSeconds: 1, retryLimit: 3 });
    for (const name of ['milk', 'bread', 'eggs']) await boss.send('orders', { name });
  }
  while ((await unfinished()) > 0) {
    const [job] = await boss.fetch('orders');
    if (job) {
      await serve(job.data.name);
      await boss.complete('orders', job.id);
    } else {
      await pause(100);
      await boss.expire(); // takes back leases that have run out; with `supervise` it happens by itself
    }
  }
  console.log('no order waits');
  await boss.stop({ graceful: false });
  await database.close();

  async function unfinished(): Promise<number> {
    return await boss.getQueueSize('orders', { before: 'completed' });
  }
}

async function serve(order: string): Promise<void> {
  console.log(`begins ${order}`);
  if (order === 'bread' && generation === 'first') {
    process.send!('kill me');
    await pause(10_000);
  }
  await pause(100);
  console.log(`serves ${order}`);
}
