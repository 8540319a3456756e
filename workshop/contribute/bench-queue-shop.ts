// One shop of bench-queue.ts: takes orders as fast as it can, until it is ended.
import { setTimeout as pause } from 'node:timers/promises';
import { openEngine } from '../durable/engine.ts';

const { boss } = await openEngine();
process.once('message', () => void serve());
process.send?.('open');

async function serve(): Promise<void> {
  for (;;) {
    const [held] = await boss.fetch('bench');
    if (held) await boss.complete('bench', held.id);
    else await pause(20);
  }
}
