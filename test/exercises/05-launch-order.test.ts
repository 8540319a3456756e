import { block, log, sleep } from '#workshop';
import type { Hall, Job } from '../../solutions/05-launch-order.ts';
import { expectRun } from '../../workshop/coach/claim.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';
import { judge } from '../judge.ts';
import { failing, timed } from '../timed.ts';

/** A job that prints `first` and `second` and keeps the thread for 0.1 s at each. Its wait fails when it is given an error. */
function job(name: string, ms: number, error?: Error): Job {
  return {
    first() {
      log(name, 'first');
      block(100);
    },
    async wait() {
      await sleep(ms);
      if (!error) return;
      log(name, 'wait failed');
      throw error;
    },
    second() {
      log(name, 'second');
      block(100);
    },
  };
}

const lost = new Error('the parcel is lost');
const refused = new Error('card refused');

type Reserve = (hall: Hall, seats: number, pay: () => Promise<void>) => Promise<boolean>;

/** A customer who comes after a while, and says how it ended. */
async function customer(name: string, arrival: number, order: () => ReturnType<Reserve>): Promise<void> {
  await sleep(arrival);
  try {
    log(name, (await order()) ? 'has seats' : 'goes home');
  } catch (error) {
    log(name, error instanceof Error ? error.message : `no error: ${String(error)}`);
  }
}

/** Runs the work, and stays until `ms` after the start, so that it shows what happens behind a failure. */
async function stayUntil(ms: number, work: () => Promise<void>): Promise<void> {
  const stay = sleep(ms);
  try {
    await work();
    log('it has ended');
  } catch (error) {
    log('it has failed');
    throw error;
  } finally {
    await stay;
  }
}

export default judge<typeof import('../../solutions/05-launch-order.ts')>('05-launch-order', (claim) => {
  claim(
    'reserve',
    'lets two customers pay at the same time when there are seats for both',
    async ({ reserve }) => {
      const hall = { free: 5 };
      const run = await runProgram(async () => {
        const ada = customer('Ada', 100, () => reserve(hall, 2, timed('card of Ada', 1000, undefined)));
        const grace = customer('Grace', 400, () => reserve(hall, 3, timed('card of Grace', 1000, undefined)));
        await Promise.all([ada, grace]);
        return hall;
      });
      expectRun(run, {
        prints: `
        0.1s  card of Ada    started
        0.4s  card of Grace  started
        1.1s  card of Ada    done
        1.1s  Ada               has seats
        1.4s  card of Grace  done
        1.4s  Grace             has seats
      `,
        takes: 1400,
        sum: 'max(0.1 + 1.0, 0.4 + 1.0)',
        returns: { free: 0 },
      });
    },
  );

  claim('reserve', 'is false, and nobody pays, when fewer seats are free', async ({ reserve }) => {
    const hall = { free: 2 };
    const run = await runProgram(async () => {
      const reserved = await reserve(hall, 3, timed('card of Ada', 1000, undefined));
      return { reserved, hall };
    });
    expectRun(run, { prints: '', takes: 0, returns: { reserved: false, hall: { free: 2 } } });
  });

  claim(
    'reserve',
    'sells the last seat once: Grace comes while Ada pays, and goes home at 0.4 s',
    async ({ reserve }) => {
      const hall = { free: 1 };
      const run = await runProgram(async () => {
        const ada = customer('Ada', 100, () => reserve(hall, 1, timed('card of Ada', 1000, undefined)));
        const grace = customer('Grace', 400, () => reserve(hall, 1, timed('card of Grace', 1000, undefined)));
        await Promise.all([ada, grace]);
        return hall;
      });
      expectRun(run, {
        prints: `
        0.1s  card of Ada  started
        0.4s  Grace           goes home
        1.1s  card of Ada  done
        1.1s  Ada             has seats
      `,
        takes: 1100,
        sum: '0.1 + the payment of 1.0',
        returns: { free: 0 },
      });
    },
  );

  claim(
    'reserve',
    'rejects with the error of the payment, and both seats are free again',
    async ({ reserve }) => {
      const run = await runProgram(async () => {
        const hall = { free: 2 };
        try {
          return await reserve(hall, 2, failing('card of Ada', 400, refused));
        } finally {
          log('hall', `${hall.free} seats are free`);
        }
      });
      expectRun(run, {
        prints: `
        0.0s  card of Ada  started
        0.4s  card of Ada  failed
        0.4s  hall         2 seats are free
      `,
        fails: refused,
        takes: 400,
        sum: '0.4 for the payment',
      });
    },
  );

  claim(
    'reserve',
    'a payment that fails frees its own seats only: of 6 seats, 4 are free in the end',
    async ({ reserve }) => {
      const hall = { free: 6 };
      const run = await runProgram(async () => {
        const ada = customer('Ada', 100, () => reserve(hall, 3, failing('card of Ada', 800, refused)));
        const grace = customer('Grace', 300, () => reserve(hall, 2, timed('card of Grace', 200, undefined)));
        await Promise.all([ada, grace]);
        return hall;
      });
      expectRun(run, {
        prints: `
        0.1s  card of Ada    started
        0.3s  card of Grace  started
        0.5s  card of Grace  done
        0.5s  Grace             has seats
        0.9s  card of Ada    failed
        0.9s  Ada               card refused
      `,
        takes: 900,
        sum: 'max(0.1 + 0.8, 0.3 + 0.2)',
        returns: { free: 4 },
      });
    },
  );

  claim(
    'reserve',
    'frees the seat when a payment fails at 0.5 s: Grace gets it at 0.7 s',
    async ({ reserve }) => {
      const hall = { free: 1 };
      const run = await runProgram(async () => {
        const ada = customer('Ada', 100, () => reserve(hall, 1, failing('card of Ada', 400, refused)));
        const grace = customer('Grace', 700, () => reserve(hall, 1, timed('card of Grace', 500, undefined)));
        await Promise.all([ada, grace]);
        return hall;
      });
      expectRun(run, {
        prints: `
        0.1s  card of Ada    started
        0.5s  card of Ada    failed
        0.5s  Ada               card refused
        0.7s  card of Grace  started
        1.2s  card of Grace  done
        1.2s  Grace             has seats
      `,
        takes: 1200,
        sum: '0.7 + the payment of 0.5',
        returns: { free: 0 },
      });
    },
  );

  claim('launch', 'takes 1.4 s for three jobs of 1.2 s, not 3.6 s', async ({ launch }) => {
    const run = await runProgram(() => launch([job('A', 1000), job('B', 1000), job('C', 1000)]));
    expectRun(run, {
      prints: `
        0.0s  A            first
        0.1s  B            first
        0.2s  C            first
        1.1s  A            second
        1.2s  B            second
        1.3s  C            second
      `,
      takes: 1400,
      sum: '0.3 for the first halves + 0.8 of waiting + 0.3 for the second halves',
    });
  });

  claim(
    'launch',
    'runs each second half when its own wait is over: after waits of 1.5, 0.5 and 1.0 s B, C, A',
    async ({ launch }) => {
      const run = await runProgram(() => launch([job('A', 1500), job('B', 500), job('C', 1000)]));
      expectRun(run, {
        prints: `
        0.0s  A            first
        0.1s  B            first
        0.2s  C            first
        0.7s  B            second
        1.3s  C            second
        1.6s  A            second
      `,
        takes: 1700,
        sum: '0.1 + the wait of 1.5 + 0.1',
      });
    },
  );

  claim(
    'launch',
    'rejects at 0.5 s when the second wait fails then, though A takes until 1.2 s',
    async ({ launch }) => {
      const run = await runProgram(() => launch([job('A', 1000), job('B', 300, lost), job('C', 700)]));
      expectRun(run, {
        fails: lost,
        takes: 500,
        sum: '0.2 + the wait of 0.3',
        // The other jobs are still under way, as promises or as tasks.
        leaves: run.leaks,
      });
    },
  );

  claim(
    'launch',
    'lets the others go on after a failure at 0.4 s: B at 0.8 s, C at 1.0 s',
    async ({ launch }) => {
      const run = await runProgram(() =>
        stayUntil(1500, () => launch([job('A', 300, lost), job('B', 600), job('C', 700)])),
      );
      expectRun(run, {
        prints: `
        0.0s  A            first
        0.1s  B            first
        0.2s  C            first
        0.4s  A            wait failed
        0.4s  main         it has failed
        0.8s  B            second
        1.0s  C            second
      `,
        fails: lost,
        takes: 1500,
        sum: '1.5 that the test stays',
      });
    },
  );

  claim('launch', 'an empty list ends immediately', async ({ launch }) => {
    const run = await runProgram(() => launch([]));
    expectRun(run, { prints: '', takes: 0, sum: '0.0 for no jobs', returns: undefined });
  });

  claim(
    'inLaunchOrder',
    'holds back B and C, ready at 0.5 and 0.8 s, until A has ended at 1.2 s',
    async ({ inLaunchOrder }) => {
      const run = await runProgram(() => inLaunchOrder([job('A', 1000), job('B', 300), job('C', 500)]));
      expectRun(run, {
        prints: `
        0.0s  A            first
        0.1s  B            first
        0.2s  C            first
        1.1s  A            second
        1.2s  B            second
        1.3s  C            second
      `,
        takes: 1400,
        sum: '0.1 + the wait of 1.0 + 3 × 0.1',
      });
    },
  );

  claim('inLaunchOrder', 'runs the second half of A at 0.6 s, though C is not ready before 2.3 s', async ({ inLaunchOrder }) => {
    const run = await runProgram(() => inLaunchOrder([job('A', 500), job('B', 200), job('C', 2000)]));
    expectRun(run, {
      prints: `
        0.0s  A            first
        0.1s  B            first
        0.2s  C            first
        0.6s  A            second
        0.7s  B            second
        2.3s  C            second
      `,
      takes: 2400,
      sum: '0.3 for the first halves + the wait of 2.0 + 0.1',
    });
  });

  claim(
    'inLaunchOrder',
    'keeps a failure of 0.4 s until its turn at 1.2 s, and then C does not go on',
    async ({ inLaunchOrder }) => {
      const run = await runProgram(() =>
        stayUntil(2000, () => inLaunchOrder([job('A', 1000), job('B', 200, lost), job('C', 500)])),
      );
      expectRun(run, {
        prints: `
        0.0s  A            first
        0.1s  B            first
        0.2s  C            first
        0.4s  B            wait failed
        1.1s  A            second
        1.2s  main         it has failed
      `,
        fails: lost,
        takes: 2000,
        sum: '2.0 that the test stays',
      });
    },
  );

  claim(
    'inLaunchOrder',
    'rejects with the failure of A at 1.203 s, which is first in the list, though B fails at 0.4 s',
    async ({ inLaunchOrder }) => {
      const late = new Error('the van is late');
      const run = await runProgram(() =>
        stayUntil(2000, () => inLaunchOrder([job('A', 1103, late), job('B', 200, lost), job('C', 500)])),
      );
      // B's turn never comes, so its failure may stay unseen where it is that of a task.
      expectRun({ ...run, unseen: [] }, {
        prints: `
        0.0s    A            first
        0.1s    B            first
        0.2s    C            first
        0.4s    B            wait failed
        1.203s  A            wait failed
        1.203s  main         it has failed
      `,
        fails: late,
        takes: 2000,
        sum: '2.0 that the test stays',
      });
    },
  );

  claim(
    'inLaunchOrder',
    'runs the second half of B at 1.103 s too, where that of A takes no time',
    async ({ inLaunchOrder }) => {
      const brief = { ...job('A', 1003), second: () => log('A', 'second') };
      const run = await runProgram(() => inLaunchOrder([brief, job('B', 207)]));
      expectRun(run, {
        prints: `
        0.0s    A            first
        0.1s    B            first
        1.103s  A            second
        1.103s  B            second
      `,
        takes: 1203,
        sum: '0.1 + the wait of 1.003 + 0.1',
      });
    },
  );

  claim('inLaunchOrder', 'an empty list ends immediately', async ({ inLaunchOrder }) => {
    const run = await runProgram(() => inLaunchOrder([]));
    expectRun(run, { prints: '', takes: 0, sum: '0.0 for no jobs', returns: undefined });
  });
});
