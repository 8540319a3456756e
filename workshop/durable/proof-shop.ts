// One shop of proof.ts, in a process that may be killed between any two lines.
import { setTimeout as pause } from 'node:timers/promises';
import { openEngine, type Engine } from './engine.ts';
import { charge, ledger, lease, makeLedger, orderId } from './proof-ledger.ts';

const [round = 0, orders = 0] = process.argv.slice(2).map(Number);
const alone = process.env['DATABASE_URL'] === undefined;
let closing = false;
process.on('message', () => (closing = true));
process.on('disconnect', () => process.exit());

const engine = await openAtLast();
const { boss, sql } = engine;
if (alone) {
  await makeLedger(sql);
  await boss.createQueue('proof', { expireInSeconds: lease, retryLimit: 100, retryDelay: 0 });
}
// Every shop places all orders: the second time nothing happens.
for (let n = 0; n < orders; n += 1) await boss.send('proof', { round }, { id: orderId(round, n) });
process.send?.('open');

let told = false;
while (!closing) {
  const [held] = await boss.fetch('proof', { includeMetadata: true });
  if (!held) {
    await boss.expire();
    if (alone && !told && (await ledger(sql, round)).completed === orders)
      told = process.send?.('done') ?? true;
    await pause(50);
    continue;
  }
  await sql('INSERT INTO attempts VALUES ($1, $2, $3)', [held.id, round, held.startedOn]);
  await pause(Math.random() * 20);
  await charge(sql, round, held.id);
  await pause(Math.random() * 20);
  await boss.complete('proof', held.id);
}
await engine.close();
process.disconnect();

/** A shop that is opened while the server is away waits for it. */
async function openAtLast(tries = 40): Promise<Engine> {
  try {
    return await openEngine({ inFolder: true });
  } catch (error) {
    if (alone || tries === 0) throw error;
    await pause(250);
    return openAtLast(tries - 1);
  }
}
