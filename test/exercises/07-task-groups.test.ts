import { log, sleep } from '#workshop';
import type { Buy, Cart } from '../../solutions/07-task-groups.ts';
import { expectRun, given } from '../../workshop/coach/claim.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';
import { judge } from '../judge.ts';
import { expectWithout } from '../without.ts';

const soldOut = new Error('sold out');
const spilled = new Error('the milk was spilled');
const declined = new Error('card declined');
const unreachable = new Error('the mail server cannot be reached');

interface Item {
  /** How long it takes to buy it, and to give it back. */
  buy: number;
  giveBack?: number;
  /** It turns out to be sold out. */
  fails?: boolean;
  /** It can no longer be stopped. */
  deaf?: boolean;
}

function shop(items: Record<string, Item>): Buy {
  return async (item, signal) => {
    const { buy, giveBack = 0, fails, deaf } = items[item]!;
    log(item, 'started');
    try {
      await sleep(buy, deaf ? {} : { signal });
    } catch (error) {
      log(item, 'cancelled');
      throw error;
    }
    log(item, fails ? 'failed: sold out' : 'bought');
    if (fails) throw soldOut;
    return {
      item,
      giveBack: given('giveBack', async () => {
        await sleep(giveBack);
        log(item, 'given back');
      }),
    };
  };
}

/** A child that prints its beginning and its end, and how it takes a cancellation. */
function child(
  name: string,
  ms: number,
  { cleanup = 0, failure }: { cleanup?: number; failure?: unknown } = {},
) {
  return async (signal: AbortSignal): Promise<void> => {
    log(name, 'started');
    try {
      await sleep(ms, { signal });
    } catch (error) {
      log(name, 'cancelled');
      if (cleanup > 0) await sleep(cleanup);
      log(name, failure ? 'failed to clean up' : 'cleaned up');
      throw failure ?? error;
    }
    log(name, failure ? 'failed' : 'done');
    if (failure) throw failure;
  };
}

interface Course {
  ms: number;
  /** How long the cleanup takes after an abort. */
  cleanup?: number;
  /** What it fails with: at its end, or in its cleanup. */
  failure?: unknown;
  /** It never looks at its signal. */
  deaf?: boolean;
}

/** A cart whose three steps print how they go. */
function cartOf(stock: Course, card: Course, email: Course): Cart {
  const step = async (name: string, { ms, deaf, ...course }: Course, signal: AbortSignal) =>
    child(name, ms, course)(deaf ? new AbortController().signal : signal);
  return {
    reserveStock: (signal) => step('stock', stock, signal),
    chargeCard: async (signal) => {
      await step('card', card, signal);
      return 'receipt 17';
    },
    sendEmail: (signal) => step('e-mail', email, signal),
  };
}

/** Looks on for two more seconds after a failure, so that whatever was left running shows. */
async function andLookOn(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log('it failed');
    await sleep(2000);
    // To have a list `errors` does not make an AggregateError: callers ask with `instanceof`.
    const poses = error instanceof Error && 'errors' in error && !(error instanceof AggregateError);
    throw poses ? new Error(error.message) : error;
  }
}

export default judge<typeof import('../../solutions/07-task-groups.ts')>('07-task-groups', (claim) => {
  claim('checkout', 'does its three steps at the same time and gives the receipt', async ({ checkout }) => {
    const cart = cartOf({ ms: 500 }, { ms: 1000 }, { ms: 1500 });
    const run = await runProgram(() => checkout(cart));
    expectRun(run, {
      prints: `
        0.0s  stock        started
        0.0s  card         started
        0.0s  e-mail       started
        0.5s  stock        done
        1.0s  card         done
        1.5s  e-mail       done
      `,
      takes: 1500,
      sum: 'max(0.5, 1.0, 1.5)',
      returns: 'receipt 17',
    });
  });

  claim('checkout', 'cancels the e-mail when the card is declined at 1.0 s', async ({ checkout }) => {
    const cart = cartOf({ ms: 500 }, { ms: 1000, failure: declined }, { ms: 1500, cleanup: 200 });
    const run = await runProgram(() => andLookOn(() => checkout(cart)));
    expectRun(run, {
      prints: `
        0.0s  stock        started
        0.0s  card         started
        0.0s  e-mail       started
        0.5s  stock        done
        1.0s  card         failed
        1.0s  e-mail       cancelled
        1.2s  e-mail       cleaned up
        1.2s  main         it failed
      `,
      fails: { errors: [declined] },
      takes: 3200,
      sum: '1.0 until the failure + 0.2 of cleanup + 2.0 that the test looks on',
    });
  });

  claim('checkout', 'cancels stock and e-mail when the card is declined at 0.3 s', async ({ checkout }) => {
    const cart = cartOf({ ms: 500, cleanup: 100 }, { ms: 300, failure: declined }, { ms: 1500, cleanup: 200 });
    const run = await runProgram(() => andLookOn(() => checkout(cart)));
    expectRun(run, {
      prints: `
        0.0s  stock        started
        0.0s  card         started
        0.0s  e-mail       started
        0.3s  card         failed
        0.3s  stock        cancelled
        0.3s  e-mail       cancelled
        0.4s  stock        cleaned up
        0.5s  e-mail       cleaned up
        0.5s  main         it failed
      `,
      fails: { errors: [declined] },
      takes: 2500,
      sum: '0.3 until the failure + max(0.1, 0.2) of cleanup + 2.0 that the test looks on',
    });
  });

  claim('checkout', 'cancels card and e-mail when the stock cannot be reserved', async ({ checkout }) => {
    const cart = cartOf(
      { ms: 300, failure: soldOut },
      { ms: 1000, cleanup: 100 },
      { ms: 1500, cleanup: 200 },
    );
    const run = await runProgram(() => andLookOn(() => checkout(cart)));
    expectRun(run, {
      prints: `
        0.0s  stock        started
        0.0s  card         started
        0.0s  e-mail       started
        0.3s  stock        failed
        0.3s  card         cancelled
        0.3s  e-mail       cancelled
        0.4s  card         cleaned up
        0.5s  e-mail       cleaned up
        0.5s  main         it failed
      `,
      fails: { errors: [soldOut] },
      takes: 2500,
      sum: '0.3 until the failure + max(0.1, 0.2) of cleanup + 2.0 that the test looks on',
    });
  });

  claim('checkout', 'reports a cleanup that fails, after the first failure', async ({ checkout }) => {
    const cart = cartOf(
      { ms: 300 },
      { ms: 700, failure: declined },
      { ms: 1500, cleanup: 100, failure: unreachable },
    );
    const run = await runProgram(() => checkout(cart));
    expectRun(run, {
      fails: { errors: [declined, unreachable] },
      takes: 800,
      sum: '0.7 until the failure + 0.1 of cleanup',
    });
  });

  claim('checkout', 'waits until 1.5 s for an e-mail that cannot be stopped', async ({ checkout }) => {
    const cart = cartOf({ ms: 500 }, { ms: 1000, failure: declined }, { ms: 1500, deaf: true });
    const run = await runProgram(() => andLookOn(() => checkout(cart)));
    expectRun(run, {
      prints: `
        0.0s  stock        started
        0.0s  card         started
        0.0s  e-mail       started
        0.5s  stock        done
        1.0s  card         failed
        1.5s  e-mail       done
        1.5s  main         it failed
      `,
      fails: { errors: [declined] },
      takes: 3500,
      sum: '1.5 for the e-mail + 2.0 that the test looks on',
    });
  });

  claim('checkout', 'reports a failure of the stock, which comes later, after that of the card', async ({ checkout }) => {
    const cart = cartOf(
      { ms: 1500, cleanup: 100, failure: soldOut },
      { ms: 700, failure: declined },
      { ms: 300 },
    );
    const run = await runProgram(() => checkout(cart));
    expectRun(run, {
      fails: { errors: [declined, soldOut] },
      takes: 800,
      sum: '0.7 until the failure + 0.1 of cleanup',
    });
  });

  claim('checkout', 'counts an AbortError of another signal as a failure', async ({ checkout }) => {
    const elsewhere = new DOMException('the bank hung up', 'AbortError');
    const cart = cartOf({ ms: 300 }, { ms: 700, failure: elsewhere }, { ms: 500 });
    const run = await runProgram(() => checkout(cart));
    expectRun(run, { fails: { errors: [elsewhere] }, takes: 700, sum: '0.7 until the card fails' });
  });

  claim('checkout', 'gives an empty receipt too', async ({ checkout }) => {
    const cart = { ...cartOf({ ms: 300 }, { ms: 100 }, { ms: 200 }), chargeCard: async () => '' };
    const run = await runProgram(() => checkout(cart));
    expectRun(run, { takes: 300, sum: 'max(0.3, 0, 0.2)', returns: '' });
  });

  claim('buyAll', 'buys three items in 1.5 s and keeps their order', async ({ buyAll }) => {
    const buy = shop({ milk: { buy: 1000 }, bread: { buy: 1500 }, eggs: { buy: 500 } });
    const run = await runProgram(async () =>
      (await buyAll(['milk', 'bread', 'eggs'], buy)).map(({ item }) => item),
    );
    expectRun(run, {
      prints: `
        0.0s  milk         started
        0.0s  bread        started
        0.0s  eggs         started
        0.5s  eggs         bought
        1.0s  milk         bought
        1.5s  bread        bought
      `,
      takes: 1500,
      sum: 'max(1.0, 1.5, 0.5)',
      returns: ['milk', 'bread', 'eggs'],
    });
  });

  claim('buyAll', 'cancels the bread and gives back the milk: 0.7 s', async ({ buyAll }) => {
    const buy = shop({
      milk: { buy: 300, giveBack: 200 },
      bread: { buy: 1000 },
      eggs: { buy: 500, fails: true },
    });
    const run = await runProgram(() => andLookOn(() => buyAll(['milk', 'bread', 'eggs'], buy)));
    expectRun(run, {
      prints: `
        0.0s  milk         started
        0.0s  bread        started
        0.0s  eggs         started
        0.3s  milk         bought
        0.5s  eggs         failed: sold out
        0.5s  bread        cancelled
        0.7s  milk         given back
        0.7s  main         it failed
      `,
      fails: { errors: [soldOut] },
      takes: 2700,
      sum: '0.5 until the failure + 0.2 to give back + 2.0 that the test looks on',
    });
  });

  claim('buyAll', 'gives two things back at the same time: 0.9 s, not 1.2 s', async ({ buyAll }) => {
    const buy = shop({
      jam: { buy: 100, giveBack: 300 },
      eggs: { buy: 400, fails: true },
      tea: { buy: 200, giveBack: 500 },
    });
    const run = await runProgram(() => andLookOn(() => buyAll(['jam', 'eggs', 'tea'], buy)));
    expectRun(run, {
      prints: `
        0.0s  jam          started
        0.0s  eggs         started
        0.0s  tea          started
        0.1s  jam          bought
        0.2s  tea          bought
        0.4s  eggs         failed: sold out
        0.7s  jam          given back
        0.9s  tea          given back
        0.9s  main         it failed
      `,
      fails: { errors: [soldOut] },
      takes: 2900,
      sum: '0.4 until the failure + max(0.3, 0.5) + 2.0 that the test looks on',
    });
  });

  claim('buyAll', 'gives back tea that could not be stopped, at 1.0 s', async ({ buyAll }) => {
    const buy = shop({ tea: { buy: 800, giveBack: 200, deaf: true }, eggs: { buy: 500, fails: true } });
    const run = await runProgram(() => andLookOn(() => buyAll(['tea', 'eggs'], buy)));
    expectRun(run, {
      prints: `
        0.0s  tea          started
        0.0s  eggs         started
        0.5s  eggs         failed: sold out
        0.8s  tea          bought
        1.0s  tea          given back
        1.0s  main         it failed
      `,
      fails: { errors: [soldOut] },
      takes: 3000,
      sum: '0.8 for the tea + 0.2 to give it back + 2.0 that the test looks on',
    });
  });

  claim('buyAll', 'reports a second failure, in the cleanup of the bread, after the first', async ({ buyAll }) => {
    const buy: Buy = async (item, signal) => {
      if (item === 'eggs') return shop({ eggs: { buy: 500, fails: true } })(item, signal);
      await child(item, 1000, { cleanup: 200, failure: spilled })(signal);
      return { item, giveBack: async () => {} };
    };
    const run = await runProgram(() => andLookOn(() => buyAll(['bread', 'eggs'], buy)));
    expectRun(run, {
      prints: `
        0.0s  bread        started
        0.0s  eggs         started
        0.5s  eggs         failed: sold out
        0.5s  bread        cancelled
        0.7s  bread        failed to clean up
        0.7s  main         it failed
      `,
      fails: { errors: [soldOut, spilled] },
      takes: 2700,
      sum: '0.5 until the failure + 0.2 of cleanup + 2.0 that the test looks on',
    });
  });

  claim('buyAll', 'buys tea twice when it is listed twice', async ({ buyAll }) => {
    const buy = shop({ tea: { buy: 300 }, eggs: { buy: 200 } });
    const run = await runProgram(async () => {
      const purchases = await buyAll(['tea', 'eggs', 'tea'], buy);
      return { items: purchases.map(({ item }) => item), different: new Set(purchases).size };
    });
    expectRun(run, { takes: 300, returns: { items: ['tea', 'eggs', 'tea'], different: 3 } });
  });

  claim('buyAll', 'an empty list gives an empty list', async ({ buyAll }) => {
    const run = await runProgram(() => buyAll([], shop({})));
    expectRun(run, { prints: '', takes: 0, returns: [] });
  });

  claim('group', "ends with its last child at 2.0 s and gives the body's result", async ({ group }) => {
    const run = await runProgram(() =>
      group(async ({ start }) => {
        start(child('milk', 1000));
        start(child('bread', 2000));
        return 'breakfast';
      }),
    );
    expectRun(run, {
      prints: `
        0.0s  milk         started
        0.0s  bread        started
        1.0s  milk         done
        2.0s  bread        done
      `,
      takes: 2000,
      sum: 'max(1.0, 2.0)',
      returns: 'breakfast',
    });
    expectWithout(run, ['taskGroup']);
  });

  claim('group', 'cancels the bread when the milk fails, and lets it clean up', async ({ group }) => {
    const run = await runProgram(() =>
      andLookOn(() =>
        group(async ({ start }) => {
          start(child('bread', 2000, { cleanup: 200 }));
          start(child('milk', 500, { failure: soldOut }));
        }),
      ),
    );
    expectRun(run, {
      prints: `
        0.0s  bread        started
        0.0s  milk         started
        0.5s  milk         failed
        0.5s  bread        cancelled
        0.7s  bread        cleaned up
        0.7s  main         it failed
      `,
      fails: { errors: [soldOut] },
      takes: 2700,
      sum: '0.5 until the failure + 0.2 of cleanup + 2.0 that the test looks on',
    });
  });

  claim('group', 'reports two failures in the order in which they happened', async ({ group }) => {
    const run = await runProgram(() =>
      andLookOn(() =>
        group(async ({ start }) => {
          start(child('eggs', 2000, { cleanup: 300, failure: spilled }));
          start(child('milk', 400, { failure: soldOut }));
        }),
      ),
    );
    expectRun(run, {
      prints: `
        0.0s  eggs         started
        0.0s  milk         started
        0.4s  milk         failed
        0.4s  eggs         cancelled
        0.7s  eggs         failed to clean up
        0.7s  main         it failed
      `,
      fails: { errors: [soldOut, spilled] },
      takes: 2700,
      sum: '0.4 until the failure + 0.3 of cleanup + 2.0 that the test looks on',
    });
  });

  claim('group', 'cancels its children when the body fails', async ({ group }) => {
    const run = await runProgram(() =>
      andLookOn(() =>
        group(async ({ start }) => {
          start(child('bread', 2000, { cleanup: 100 }));
          await sleep(300);
          log('body', 'failed');
          throw soldOut;
        }),
      ),
    );
    expectRun(run, {
      prints: `
        0.0s  bread        started
        0.3s  body         failed
        0.3s  bread        cancelled
        0.4s  bread        cleaned up
        0.4s  main         it failed
      `,
      fails: { errors: [soldOut] },
      takes: 2400,
      sum: '0.3 for the body + 0.1 of cleanup + 2.0 that the test looks on',
    });
  });

  claim('group', 'waits for a child that another child has started', async ({ group }) => {
    const run = await runProgram(() =>
      group(async ({ start }) => {
        start(async (signal) => {
          await child('milk', 300)(signal);
          start(child('coffee', 400));
        });
        return 'hot';
      }),
    );
    expectRun(run, {
      prints: `
        0.0s  milk         started
        0.3s  milk         done
        0.3s  coffee       started
        0.7s  coffee       done
      `,
      takes: 700,
      sum: '0.3 + 0.4',
      returns: 'hot',
    });
  });

  claim('group', 'does not count a body that stops at its signal as failed', async ({ group }) => {
    const run = await runProgram(() =>
      group(async ({ signal, start }) => {
        start(child('milk', 500, { failure: soldOut }));
        await sleep(5000, { signal });
      }),
    );
    expectRun(run, { fails: { errors: [soldOut] }, takes: 500, sum: '0.5 until the failure' });
  });

  claim('group', 'counts an AbortError of another signal as a failure', async ({ group }) => {
    const elsewhere = new DOMException('the shop hung up', 'AbortError');
    const run = await runProgram(() =>
      group(async ({ start }) => {
        start(child('milk', 500, { failure: elsewhere }));
      }),
    );
    expectRun(run, { fails: { errors: [elsewhere] }, takes: 500, sum: '0.5 until the failure' });
  });

  claim('group', 'gives what the body returns, whatever it is', async ({ group }) => {
    const values = [undefined, 0, '', null, false, []];
    const run = await runProgram(() => Promise.all(values.map((value) => group<unknown>(async () => value))));
    expectRun(run, { takes: 0, returns: values });
  });

  claim('group', 'ends with its body when it has no children', async ({ group }) => {
    const run = await runProgram(() => group(async () => sleep(200).then(() => 'alone')));
    expectRun(run, { takes: 200, returns: 'alone' });
  });
});
