import { log, sleep } from '#workshop';
import type { Buy } from '../../solutions/07-task-groups.ts';
import { expectRun } from '../../workshop/coach/claim.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';
import { judge } from '../judge.ts';

const soldOut = new Error('sold out');
const spilled = new Error('the milk was spilled');

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
      giveBack: async () => {
        await sleep(giveBack);
        log(item, 'given back');
      },
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
      await sleep(cleanup);
      log(name, failure ? 'failed to clean up' : 'cleaned up');
      throw failure ?? error;
    }
    log(name, failure ? 'failed' : 'done');
    if (failure) throw failure;
  };
}

/** Looks on for two more seconds after a failure, so that whatever was left running shows. */
async function andLookOn(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log('it failed');
    await sleep(2000);
    throw error;
  }
}

export default judge<typeof import('../../solutions/07-task-groups.ts')>('07-task-groups', (claim) => {
  claim('buyAll', 'buys three items together, in 1.5 s, and keeps their order', async ({ buyAll }) => {
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

  claim(
    'buyAll',
    'cancels the bread when the eggs are sold out, and gives back the milk: 0.7 s',
    async ({ buyAll }) => {
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
    },
  );

  claim('buyAll', 'gives several things back together: 0.4 + 0.5 s, not 0.4 + 0.8 s', async ({ buyAll }) => {
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

  claim(
    'buyAll',
    'gives back what came in spite of the cancellation: bought at 0.8, back at 1.0 s',
    async ({ buyAll }) => {
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
    },
  );

  claim('buyAll', 'of nothing is nothing, at once', async ({ buyAll }) => {
    const run = await runProgram(() => buyAll([], shop({})));
    expectRun(run, { prints: '', takes: 0, returns: [] });
  });

  claim(
    'group',
    'ends with its last child, at 2.0 s, and returns what the body returned',
    async ({ group }) => {
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
    },
  );

  claim(
    'group',
    'cancels the bread when the milk fails at 0.5 s, and waits for its cleanup until 0.7 s',
    async ({ group }) => {
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
    },
  );

  claim('group', 'reports a second failure too, in the order in which they happened', async ({ group }) => {
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

  claim(
    'group',
    'waits for a child that was started by a child after the body had ended',
    async ({ group }) => {
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
    },
  );

  claim(
    'group',
    'lets the body stop at its signal, and does not count that as a failure',
    async ({ group }) => {
      const run = await runProgram(() =>
        group(async ({ signal, start }) => {
          start(child('milk', 500, { failure: soldOut }));
          await sleep(5000, { signal });
        }),
      );
      expectRun(run, { fails: { errors: [soldOut] }, takes: 500, sum: '0.5 until the failure' });
    },
  );

  claim('group', 'counts an AbortError from elsewhere as the failure it is', async ({ group }) => {
    const elsewhere = new DOMException('the shop hung up', 'AbortError');
    const run = await runProgram(() =>
      group(async ({ start }) => {
        start(child('milk', 500, { failure: elsewhere }));
      }),
    );
    expectRun(run, { fails: { errors: [elsewhere] }, takes: 500, sum: '0.5 until the failure' });
  });

  claim('group', 'without children ends with its body', async ({ group }) => {
    const run = await runProgram(() => group(async () => sleep(200).then(() => 'alone')));
    expectRun(run, { takes: 200, returns: 'alone' });
  });
});
