import { expectRun } from '../../workshop/coach/claim.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';
import { judge } from '../judge.ts';
import { failing, timed } from '../timed.ts';

const soldOut = new Error('sold out');

export default judge<typeof import('../../solutions/03-promise-all.ts')>('03-promise-all', (claim) => {
  claim(
    'loadDashboard',
    'the three queries run at the same time: max(1.0, 0.5, 0.8) = 1.0 s, not 2.3 s',
    async ({ loadDashboard }) => {
      const run = await runProgram(() =>
        loadDashboard({
          sales: timed('sales', 1000, 120),
          visitors: timed('visitors', 500, 3400),
          stock: timed('stock', 800, 0),
        }),
      );
      expectRun(run, {
        prints: `
        0.0s  sales        started
        0.0s  visitors     started
        0.0s  stock        started
        0.5s  visitors     done
        0.8s  stock        done
        1.0s  sales        done
      `,
        takes: 1000,
        sum: 'max(1.0, 0.5, 0.8)',
        returns: { sales: 120, visitors: 3400, stock: 0 },
      });
    },
  );

  claim(
    'loadDashboard',
    'when the stock fails at 0.4 s, it rejects at 0.4 s with the same error',
    async ({ loadDashboard }) => {
      const run = await runProgram(() =>
        loadDashboard({
          sales: timed('sales', 1000, 120),
          visitors: timed('visitors', 500, 3400),
          stock: failing('stock', 400, soldOut),
        }),
      );
      // The other two cannot be stopped, so their timers are still there when the dashboard has failed.
      const leaves = ['setTimeout(1000) of main', 'setTimeout(500) of main'];
      expectRun(run, { fails: soldOut, takes: 400, sum: '0.4 until the stock fails', leaves });
    },
  );

  claim(
    'loadPage',
    'the user comes first, then orders and offers at the same time: 2.2 s, not 3.0 s',
    async ({ loadPage }) => {
      const run = await runProgram(() =>
        loadPage({
          user: timed('user', 1000, 'Ada'),
          orders: timed('orders', 1200, ['milk']),
          offers: timed('offers', 800, ['bread', 'eggs']),
        }),
      );
      expectRun(run, {
        prints: `
        0.0s  user         started
        1.0s  user         done
        1.0s  orders       started
        1.0s  offers       started
        1.8s  offers       done
        2.2s  orders       done
      `,
        takes: 2200,
        sum: '1.0 for the user + max(1.2, 0.8)',
        returns: { user: 'Ada', orders: ['milk'], offers: ['bread', 'eggs'] },
      });
    },
  );

  claim('loadPage', 'the orders and offers are those of the user that was loaded', async ({ loadPage }) => {
    const run = await runProgram(() =>
      loadPage({
        user: timed('user', 100, 'Grace'),
        orders: (user) => timed('orders', 100, [`tea for ${user}`])(),
        offers: (user) => timed('offers', 300, [`jam for ${user}`])(),
      }),
    );
    expectRun(run, {
      takes: 400,
      sum: '0.1 for the user + max(0.1, 0.3)',
      returns: { user: 'Grace', orders: ['tea for Grace'], offers: ['jam for Grace'] },
    });
  });

  claim(
    'loadPage',
    'when the offers fail at 0.6 s, it rejects at 0.6 s, though the orders would take until 1.3 s',
    async ({ loadPage }) => {
      const run = await runProgram(() =>
        loadPage({
          user: timed('user', 100, 'Ada'),
          orders: timed('orders', 1200, ['milk']),
          offers: failing('offers', 500, soldOut),
        }),
      );
      // The orders cannot be stopped, so their timer is still there when the page has failed.
      const leaves = ['setTimeout(1200) of main'];
      expectRun(run, { fails: soldOut, takes: 600, sum: '0.1 for the user + 0.5 for the offers', leaves });
    },
  );

  claim(
    'loadPage',
    'when the orders fail at 0.4 s, it rejects at 0.4 s, though the offers would take until 1.3 s',
    async ({ loadPage }) => {
      const run = await runProgram(() =>
        loadPage({
          user: timed('user', 100, 'Ada'),
          orders: failing('orders', 300, soldOut),
          offers: timed('offers', 1200, ['jam']),
        }),
      );
      const leaves = ['setTimeout(1200) of main'];
      expectRun(run, { fails: soldOut, takes: 400, sum: '0.1 for the user + 0.3 for the orders', leaves });
    },
  );

  claim('all', 'three functions take as long as the longest, 2.0 s, and the results keep their order', async ({ all }) => {
    const run = await runProgram(() =>
      all([timed('milk', 1000, 1), timed('bread', 2000, 2), timed('eggs', 500, 3)]),
    );
    expectRun(run, {
      without: ['Promise.all', 'Promise.allSettled', 'Promise.any'],
      prints: `
        0.0s  milk         started
        0.0s  bread        started
        0.0s  eggs         started
        0.5s  eggs         done
        1.0s  milk         done
        2.0s  bread        done
      `,
      takes: 2000,
      sum: 'max(1.0, 2.0, 0.5)',
      returns: [1, 2, 3],
    });
  });

  claim(
    'all',
    'it rejects at 0.5 s with the first failure, and a second failure changes nothing',
    async ({ all }) => {
      const run = await runProgram(async () => {
        const later = new Error('later');
        const jobs = [failing('milk', 1000, later), failing('bread', 500, soldOut), timed('eggs', 800, 3)];
        try {
          await all(jobs);
        } finally {
          // Stays until the other failure has happened too.
          await new Promise((resolve) => setTimeout(resolve, 1000));
        }
      });
      expectRun(run, {
        prints: `
        0.0s  milk         started
        0.0s  bread        started
        0.0s  eggs         started
        0.5s  bread        failed
        0.8s  eggs         done
        1.0s  milk         failed
      `,
        fails: soldOut,
        takes: 1500,
        sum: '0.5 until the first failure + 1.0 that the test waits',
      });
    },
  );

  claim('all', 'a result may be anything, also undefined', async ({ all }) => {
    const run = await runProgram(() =>
      all<unknown>([timed('milk', 300, undefined), timed('bread', 100, 0), timed('eggs', 200, [''])]),
    );
    expectRun(run, { takes: 300, sum: 'max(0.3, 0.1, 0.2)', returns: [undefined, 0, ['']] });
  });

  claim('all', 'an empty list of functions gives an empty list', async ({ all }) => {
    const run = await runProgram(() => all([]));
    expectRun(run, { takes: 0, returns: [] });
  });
});
