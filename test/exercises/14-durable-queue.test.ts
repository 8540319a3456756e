import { getEventListeners } from 'node:events';
import { log, sleep } from '#workshop';
import type { Bank, Held, OrderQueue, Receipt, Receipts } from '../../solutions/14-durable-queue.ts';
import { expectRun } from '../../workshop/coach/claim.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';
import { judge } from '../judge.ts';
import { failing, timed } from '../timed.ts';

const fire = new Error('fire');

/** A pretended queue. What is claimed, completed and given back is said in the lane `queue`. */
function pretendedQueue(...names: string[]): OrderQueue & { waiting: Held[]; claims: number } {
  const waiting = names.map((name) => ({ id: `id of ${name}`, name }));
  const held = new Map<string, Held>();
  const give = (id: string, how: string) => {
    log('queue', held.delete(id) ? `${how} ${id.slice(6)}` : `${id} is held by nobody`);
  };
  return {
    waiting,
    claims: 0,
    async claim() {
      this.claims += 1;
      await sleep(10);
      const order = waiting.shift();
      if (order) held.set(order.id, order);
      return order;
    },
    async complete(id) {
      await sleep(10);
      give(id, 'completes');
    },
    async fail(id, error) {
      await sleep(10);
      give(id, error === fire ? 'takes back' : `is told ${String(error)} of`);
    },
  };
}

/** Serves an order in so many ms, or fails. */
function serving(times: Record<string, number>, breaks: string[] = []) {
  return async ({ name }: Held): Promise<void> => {
    await (breaks.includes(name) ? failing(name, times[name]!, fire) : timed(name, times[name]!, name))();
  };
}

/** A bank that moves money once for each key, and takes 300 ms. */
function pretendedBank(failures = 0): Bank & { moved: string[]; asked: number } {
  const receipts = new Map<string, Receipt>();
  const moved: string[] = [];
  return {
    moved,
    asked: 0,
    async charge({ key, amount }) {
      this.asked += 1;
      await sleep(300);
      if (failures > 0) {
        failures -= 1;
        throw fire;
      }
      const known = receipts.get(key);
      if (known) return known;
      const receipt = { number: receipts.size };
      receipts.set(key, receipt);
      moved.push(`${amount} for ${key}`);
      return receipt;
    },
  };
}

/** A list in a database: 100 ms a call. The first `crashes` calls of `save` never get there. */
function pretendedReceipts(crashes = 0): Receipts & { saved: Map<string, Receipt> } {
  const saved = new Map<string, Receipt>();
  return {
    saved,
    async find(id) {
      await sleep(100);
      return saved.get(id);
    },
    async save(id, receipt) {
      await sleep(100);
      if (crashes > 0) {
        crashes -= 1;
        throw fire;
      }
      saved.set(id, receipt);
    },
  };
}

const order = { id: 'order 7', amount: 12 };

export default judge<typeof import('../../solutions/14-durable-queue.ts')>('14-durable-queue', (claim) => {
  claim('serveNext', 'completes an order after it has been served', async ({ serveNext }) => {
    const queue = pretendedQueue('milk', 'bread');
    const run = await runProgram(() => serveNext(queue, serving({ milk: 500 })));
    expectRun(run, {
      prints: `
        0.01s  milk   started
        0.51s  milk   done
        0.52s  queue  completes milk
      `,
      takes: 520,
      sum: '0.01 to claim + 0.5 + 0.01 to complete',
      returns: true,
    });
  });

  claim('serveNext', 'gives an order back when it could not be served', async ({ serveNext }) => {
    const queue = pretendedQueue('milk');
    const run = await runProgram(() => serveNext(queue, serving({ milk: 500 }, ['milk'])));
    expectRun(run, {
      prints: `
        0.01s  milk   started
        0.51s  milk   failed
        0.52s  queue  takes back milk
      `,
      takes: 520,
      sum: '0.01 to claim + 0.5 + 0.01 to give it back',
      returns: true,
    });
  });

  claim('serveNext', 'is false when no order waits', async ({ serveNext }) => {
    const run = await runProgram(() => serveNext(pretendedQueue(), serving({})));
    expectRun(run, { prints: '', takes: 10, sum: '0.01 to claim', returns: false });
  });

  claim('chargeOnce', 'charges, and saves the receipt', async ({ chargeOnce }) => {
    const [bank, receipts] = [pretendedBank(), pretendedReceipts()];
    const run = await runProgram(async () => {
      const receipt = await chargeOnce(order, bank, receipts);
      return { receipt, payments: bank.moved.length, saved: receipts.saved.get(order.id) };
    });
    expectRun(run, { returns: { receipt: { number: 0 }, payments: 1, saved: { number: 0 } } });
  });

  claim('chargeOnce', 'does not ask the bank when the receipt is in our list', async ({ chargeOnce }) => {
    const [bank, receipts] = [pretendedBank(), pretendedReceipts()];
    const run = await runProgram(async () => {
      const first = await chargeOnce(order, bank, receipts);
      const second = await chargeOnce(order, bank, receipts);
      return { same: first.number === second.number, payments: bank.moved.length, asked: bank.asked };
    });
    expectRun(run, { returns: { same: true, payments: 1, asked: 1 } });
  });

  claim('chargeOnce', 'two shops that charge at the same time are one payment', async ({ chargeOnce }) => {
    const [bank, receipts] = [pretendedBank(), pretendedReceipts()];
    const run = await runProgram(async () => {
      const both = [1, 2].map(() => chargeOnce(order, bank, receipts));
      return { numbers: (await Promise.all(both)).map(({ number }) => number), payments: bank.moved.length };
    });
    expectRun(run, { returns: { numbers: [0, 0], payments: 1 } });
  });

  claim('chargeOnce', 'a crash after the payment does not lead to a second one', async ({ chargeOnce }) => {
    const [bank, receipts] = [pretendedBank(), pretendedReceipts(1)];
    const run = await runProgram(async () => {
      const first = await chargeOnce(order, bank, receipts).catch((error: unknown) => error);
      const second = await chargeOnce(order, bank, receipts);
      return { first, second, payments: bank.moved.length, saved: receipts.saved.get(order.id) };
    });
    const receipt = { number: 0 };
    expectRun(run, { returns: { first: fire, second: receipt, payments: 1, saved: receipt } });
  });

  claim('chargeOnce', 'rejects when the bank does, and succeeds later', async ({ chargeOnce }) => {
    const [bank, receipts] = [pretendedBank(1), pretendedReceipts()];
    const run = await runProgram(async () => {
      const first = await chargeOnce(order, bank, receipts).catch((error: unknown) => error);
      const second = await chargeOnce(order, bank, receipts);
      return { first, second, payments: bank.moved.length };
    });
    expectRun(run, { returns: { first: fire, second: { number: 0 }, payments: 1 } });
  });

  claim('chargeOnce', 'two orders are two payments', async ({ chargeOnce }) => {
    const [bank, receipts] = [pretendedBank(), pretendedReceipts()];
    const run = await runProgram(async () => {
      const one = await chargeOnce(order, bank, receipts);
      const other = await chargeOnce({ ...order, id: 'order 8' }, bank, receipts);
      return { one, other, payments: bank.moved.length };
    });
    expectRun(run, { returns: { one: { number: 0 }, other: { number: 1 }, payments: 2 } });
  });

  /** Opens a shop and closes it after so long; says how many it has completed, and how many orders still wait. */
  async function evening(
    queue: ReturnType<typeof pretendedQueue>,
    shop: (closing: AbortSignal) => Promise<number>,
    closes: number,
    later: { at: number; name: string }[] = [],
  ) {
    const controller = new AbortController();
    for (const { at, name } of later) setTimeout(() => queue.waiting.push({ id: `id of ${name}`, name }), at);
    setTimeout(() => {
      log('it is closing time');
      controller.abort();
    }, closes);
    const completed = await shop(controller.signal);
    const listeners = getEventListeners(controller.signal, 'abort').length;
    return { completed, waiting: queue.waiting.length, listeners };
  }

  claim('runShop', 'serves what waits, and what comes later within 200 ms', async ({ runShop }) => {
    const queue = pretendedQueue('milk', 'bread');
    const serve = serving({ milk: 300, bread: 200, eggs: 100 });
    const run = await runProgram(() =>
      evening(queue, (closing) => runShop(queue, serve, closing), 1500, [{ at: 1003, name: 'eggs' }]),
    );
    expectRun(run, {
      prints: `
        0.01s  milk   started
        0.31s  milk   done
        0.32s  queue  completes milk
        0.33s  bread  started
        0.53s  bread  done
        0.54s  queue  completes bread
        1.18s  eggs   started
        1.28s  eggs   done
        1.29s  queue  completes eggs
        1.5s   main   it is closing time
      `,
      takes: 1500,
      sum: '1.5 until it is closing time',
      returns: { completed: 3, waiting: 0, listeners: 0 },
    });
  });

  claim('runShop', 'finishes the order that it is serving, and claims nothing more', async ({ runShop }) => {
    const queue = pretendedQueue('milk', 'bread');
    const serve = serving({ milk: 700, bread: 200 });
    const run = await runProgram(() =>
      evening(queue, (closing) => runShop(queue, serve, closing), 300),
    );
    expectRun(run, {
      prints: `
        0.01s  milk   started
        0.3s   main   it is closing time
        0.71s  milk   done
        0.72s  queue  completes milk
      `,
      takes: 720,
      sum: '0.01 to claim + 0.7 for the milk + 0.01 to complete',
      returns: { completed: 1, waiting: 1, listeners: 0 },
    });
  });

  claim('runShop', 'serves an order that a claim brings after closing time', async ({ runShop }) => {
    const queue = pretendedQueue('milk', 'bread');
    const serve = serving({ milk: 300, bread: 200 });
    const run = await runProgram(() => evening(queue, (closing) => runShop(queue, serve, closing), 5));
    expectRun(run, {
      prints: `
        0.005s  main   it is closing time
        0.01s   milk   started
        0.31s   milk   done
        0.32s   queue  completes milk
      `,
      takes: 320,
      sum: '0.01 to claim + 0.3 for the milk + 0.01 to complete',
      returns: { completed: 1, waiting: 1, listeners: 0 },
    });
  });

  claim('runShop', 'goes on after an order that fails', async ({ runShop }) => {
    const queue = pretendedQueue('milk', 'bread');
    const serve = serving({ milk: 300, bread: 200 }, ['milk']);
    const run = await runProgram(() => evening(queue, (closing) => runShop(queue, serve, closing), 900));
    expectRun(run, {
      prints: `
        0.01s  milk   started
        0.31s  milk   failed
        0.32s  queue  takes back milk
        0.33s  bread  started
        0.53s  bread  done
        0.54s  queue  completes bread
        0.9s   main   it is closing time
      `,
      takes: 900,
      sum: '0.9 until it is closing time',
      returns: { completed: 1, waiting: 0, listeners: 0 },
    });
  });

  claim('runShop', 'claims nothing when it is closed from the beginning', async ({ runShop }) => {
    const queue = pretendedQueue('milk');
    const run = await runProgram(async () => {
      const completed = await runShop(queue, serving({ milk: 100 }), AbortSignal.abort());
      return { completed, claims: queue.claims };
    });
    expectRun(run, { prints: '', takes: 0, returns: { completed: 0, claims: 0 } });
  });
});
