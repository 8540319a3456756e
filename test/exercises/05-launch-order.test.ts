import { block, log, sleep } from '#workshop';
import type { Job } from '../../solutions/05-launch-order.ts';
import { expectRun } from '../../workshop/coach/claim.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';
import { judge } from '../judge.ts';

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
  claim('launch', 'draws the staircase: three jobs of 1.2 s take 1.4 s, not 3.6 s', async ({ launch }) => {
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
    'goes on with whoever is ready: waits of 1.5, 0.5 and 1.0 s complete as B, C, A',
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

  claim(
    'inLaunchOrder',
    'holds back B and C, ready at 0.5 and 0.8 s, until A is done at 1.2 s',
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

  claim('inLaunchOrder', 'runs A at 0.6 s, though C is ready only at 2.3 s', async ({ inLaunchOrder }) => {
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
    'keeps a failure of 0.4 s until its turn at 1.2 s, and C does not go on',
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
});
