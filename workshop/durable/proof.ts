// npm run durable: kills shops at random moments, and counts what became of the orders.
//
//   node --import tsx workshop/durable/proof.ts 5 40        five rounds of forty orders, on PGlite in a folder
//   .ci/with-postgres node --import tsx workshop/durable/proof.ts 5 40     the same on a server, with four shops
//
// In each round every order must be served at least once, charged exactly once, and never be held by two shops.

import { fork, execFile, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openEngine, type Engine } from './engine.ts';
import { ledger, lease, makeLedger } from './proof-ledger.ts';

const [rounds = 5, orders = 40, seconds = 600] = process.argv.slice(2).map(Number);
const server = process.env['DATABASE_URL'] !== undefined;
const shops = server ? 4 : 1;
const folder = mkdtempSync(join(tmpdir(), 'durable-proof-'));
process.env['PGLITE_FOLDER'] = join(folder, 'orders');
const program = fileURLToPath(new URL('./proof-shop.ts', import.meta.url));
const sums = { kills: 0, served: 0, again: 0, stops: 0 };

interface Shop {
  child: ChildProcess;
  /** Since when it is open. */
  open: Promise<unknown>;
  ended: Promise<unknown>;
}

function startShop(round: number): Shop {
  const child = fork(program, [String(round), String(orders)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const open = Promise.race([new Promise((resolve) => child.once('message', resolve)), ended]);
  return { child, open, ended };
}

/** One round: shops are killed and opened again until every order is done. The last shops are left alone. */
async function play(round: number, done: () => Promise<boolean>): Promise<void> {
  const open = Array.from({ length: shops }, () => startShop(round));
  const late = performance.now() + seconds * 1000;
  for (let kills = 0; !(await done());) {
    if (performance.now() > late) throw new Error(`round ${round} is not done after ${seconds} s`);
    const place = Math.floor(Math.random() * shops);
    await open[place]!.open;
    await pause(Math.random() * 400);
    if (kills < (server ? 12 : 2)) {
      open[place]!.child.kill('SIGKILL');
      await open[place]!.ended;
      open[place] = startShop(round);
      kills += 1;
      sums.kills += 1;
    }
    // In the middle of one round the server goes away for a second.
    if (server && kills === 2 && round === 1) await awayForASecond();
  }
  for (const { child } of open) child.send('close', () => {});
  await Promise.all(open.map(({ ended }) => ended));
}

async function awayForASecond(): Promise<void> {
  const control = process.env['DATABASE_CONTROL'];
  if (!control || sums.stops > 0) return;
  const command = control;
  await promisify(execFile)(command, ['stop']);
  await pause(1000);
  await promisify(execFile)(command, ['start']);
  sums.stops += 1;
}

async function check(engine: Engine, round: number): Promise<void> {
  const { served, again, charged, doubles, overlaps, unknown } = await ledger(engine.sql, round);
  const wrong = [
    served !== orders && `${orders - served} orders were never served`,
    charged !== orders && `${charged} charges for ${orders} orders`,
    doubles > 0 && `${doubles} orders were charged twice`,
    overlaps > 0 && `${overlaps} orders were held by two shops`,
    unknown > 0 && `${unknown} charges are for no order`,
  ].filter(Boolean);
  if (wrong.length > 0) throw new Error(`round ${round}: ${wrong.join(', ')}`);
  sums.served += served;
  sums.again += again;
  if (round % 5 === 0) console.log(`round ${round}: so far ${JSON.stringify(sums)}`);
}

const began = performance.now();
try {
  if (server) {
    const engine = await openEngine({ say: (text) => console.log(text) });
    await makeLedger(engine.sql);
    await engine.boss.createQueue('proof', { expireInSeconds: lease, retryLimit: 100, retryDelay: 0 });
    for (let round = 1; round <= rounds; round += 1) {
      await play(round, async () => (await ledger(engine.sql, round)).completed === orders);
      await check(engine, round);
    }
    await engine.close();
  } else {
    for (let round = 1; round <= rounds; round += 1) {
      // Only one process at a time can have the folder open, so the shop itself says when all is done.
      await playAlone(round);
    }
    const engine = await openEngine({ inFolder: true });
    for (let round = 1; round <= rounds; round += 1) await check(engine, round);
    await engine.close();
  }
  const time = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `${server ? 'PostgreSQL, four shops' : 'PGlite in a folder'}: ${rounds} rounds of ${orders} orders in ${time} s: ` +
      `${sums.kills} shops killed${sums.stops ? ', the server stopped once' : ''}; ${sums.served} orders served, ` +
      `${sums.again} of them more than once (lease ${lease} s); each charged exactly once, none lost.`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** One round with one shop after the other: two are killed, the third is left alone until it says that all is done. */
async function playAlone(round: number): Promise<void> {
  for (let kills = 0; ; kills += 1) {
    const { child, open, ended } = startShop(round);
    const done = new Promise<string>((resolve) =>
      child.on('message', (message) => message === 'done' && resolve('done')),
    );
    await open;
    const waiting = new AbortController();
    const ms = kills < 2 ? Math.random() * orders * 15 : seconds * 1000;
    const late = pause(ms, 'late', { signal: waiting.signal }).catch(() => 'late');
    const what = await Promise.race([done, late, ended.then(() => 'ended')]);
    waiting.abort();
    if (what === 'done') child.send('close');
    else child.kill('SIGKILL');
    await ended;
    if (what === 'done') return;
    if (what === 'ended') throw new Error(`a shop of round ${round} ended by itself`);
    if (kills === 2) throw new Error(`round ${round} is not done after ${seconds} s`);
    sums.kills += 1;
  }
}
