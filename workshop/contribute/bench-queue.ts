// npm run bench:queue: orders per second of the queue in memory, of PGlite, and of a PostgreSQL server with 1, 2, 4 and 8
// shops, all in one run. Only the ratios mean anything. .ci/with-postgres npm run bench:queue starts a server for it.

import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Queue } from '../asyncio/queue.ts';
import { openEngine, type Engine } from '../durable/engine.ts';

interface Figures {
  name: string;
  perSecond: number;
  /** Milliseconds from placing to done. */
  waits: number[];
}

const orders = Number(process.argv[2] ?? 500);
const shopFile = fileURLToPath(new URL('./bench-queue-shop.ts', import.meta.url));

async function inMemory(): Promise<Figures> {
  const queue = new Queue<number>();
  const waits: number[] = [];
  const many = orders * 200;
  const began = performance.now();
  const shops = Array.from({ length: 4 }, async () => {
    for await (const placed of queue) waits.push(performance.now() - placed);
  });
  for (let n = 0; n < many; n += 1) {
    await queue.put(performance.now());
    // As often as the shops can follow.
    if (n % 100 === 0) await new Promise<void>((resolve) => setImmediate(resolve));
  }
  queue.shutdown();
  await Promise.all(shops);
  return { name: 'queue of step 09, in memory', perSecond: perSecond(many, began), waits };
}

/** Places all orders, ten a statement, and lets so many shop processes (0: this process) serve them. */
async function durable(engine: Engine, name: string, shops: number): Promise<Figures> {
  const { boss, sql } = engine;
  await boss.createQueue('bench');
  await sql(`DELETE FROM workshop.job WHERE name = 'bench'`);
  const children = await Promise.all(Array.from({ length: shops }, open));
  const began = performance.now();
  const placing = (async () => {
    for (let n = 0; n < orders; n += 1) await boss.send('bench', { n });
  })();
  for (const child of children) child.send('begin');
  if (shops === 0) await Promise.all([placing, serveHere(engine)]);
  else await placing;
  while ((await left(engine)) > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const speed = perSecond(orders, began);
  const text = `SELECT (extract(epoch FROM completed_on - created_on) * 1000)::float AS ms FROM workshop.job WHERE name = 'bench'`;
  const { rows } = await sql(text);
  for (const child of children) child.kill();
  return { name, perSecond: speed, waits: rows.map(({ ms }) => Number(ms)) };
}

async function serveHere({ boss }: Engine): Promise<void> {
  for (let served = 0; served < orders;) {
    const [held] = await boss.fetch('bench');
    if (held) await boss.complete('bench', held.id);
    served += held ? 1 : 0;
  }
}

async function left({ sql }: Engine): Promise<number> {
  const { rows } = await sql(
    `SELECT count(*) AS left FROM workshop.job WHERE name = 'bench' AND state < 'completed'`,
  );
  return Number(rows[0]?.['left']);
}

function open(): Promise<ChildProcess> {
  const child = fork(shopFile);
  return new Promise((resolve) => child.once('message', () => resolve(child)));
}

function perSecond(count: number, began: number): number {
  return (count / (performance.now() - began)) * 1000;
}

function percentile(sorted: number[], part: number): string {
  const ms = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return ms >= 10 ? ms.toFixed(0) : ms.toFixed(2);
}

const all = [await inMemory()];
const server = process.env['DATABASE_URL'];
delete process.env['DATABASE_URL'];
const embedded = await openEngine();
all.push(await durable(embedded, 'pg-boss on PGlite, one process', 0));
await embedded.close();
if (server) {
  process.env['DATABASE_URL'] = server;
  const engine = await openEngine();
  for (const shops of [1, 2, 4, 8])
    all.push(await durable(engine, `pg-boss on PostgreSQL, ${shops} shop${shops > 1 ? 's' : ''}`, shops));
  await engine.close();
} else console.log('No DATABASE_URL, so no server: .ci/with-postgres npm run bench:queue\n');

const one = all[1]!.perSecond;
console.log('|  | orders/s | against PGlite | p50 ms | p99 ms |\n|---|---:|---:|---:|---:|');
for (const { name, perSecond: speed, waits } of all) {
  const sorted = waits.sort((a, b) => a - b);
  const ratio = speed / one >= 10 ? (speed / one).toFixed(0) : (speed / one).toFixed(2);
  const figures = [
    Math.round(speed).toLocaleString('en'),
    ratio,
    percentile(sorted, 0.5),
    percentile(sorted, 0.99),
  ];
  console.log(`| ${name} | ${figures.join(' | ')} |`);
}
