import { log, sleep } from '#workshop';
import { expectRun } from '../../workshop/coach/claim.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';
import { judge } from '../judge.ts';
import { failing, timed } from '../timed.ts';

const go = () => log('starter', 'go!');
const tired = new Error('too tired');
const soldOut = new Error('sold out');
const refused = new Error('card refused');
const full = new Error('no space left');

/** An audit log that prints which receipt it is given, takes `ms`, and fails when it is given an error. */
function auditLog(ms: number, error?: Error) {
  return async (receipt: string) => {
    log('entry', `starts with ${receipt}`);
    await sleep(ms);
    log('entry', error ? 'failed' : 'written');
    if (error) throw error;
  };
}

const report = (error: unknown) => log('report', error instanceof Error ? error.message : `no error: ${String(error)}`);

/** A customer who waits for an order, and stays until `ms` after the start, so that the background can be watched. */
async function customer(ms: number, order: () => Promise<string>): Promise<void> {
  const stay = sleep(ms);
  try {
    log('customer', `gets ${await order()}`);
  } catch (error) {
    log('customer', 'gets nothing');
    throw error;
  } finally {
    await stay;
  }
}

export default judge<typeof import('../../solutions/04-scheduled-tasks.ts')>(
  '04-scheduled-tasks',
  (claim) => {
    claim(
      'placeOrder',
      'gives the customer the receipt at 0.5 s, though the entry takes until 0.8 s',
      async ({ placeOrder }) => {
        const run = await runProgram(() =>
          customer(2000, () => placeOrder(timed('charge', 500, 'receipt 7'), auditLog(300), report)),
        );
        expectRun(run, {
          prints: `
        0.0s  charge       started
        0.5s  charge       done
        0.5s  entry        starts with receipt 7
        0.5s  customer     gets receipt 7
        0.8s  entry        written
      `,
          takes: 2000,
          sum: '2.0 that the test stays',
        });
      },
    );

    claim(
      'placeOrder',
      'reports an entry that fails at 0.8 s; the customer has the receipt all the same',
      async ({ placeOrder }) => {
        const run = await runProgram(() =>
          customer(2000, () => placeOrder(timed('charge', 500, 'receipt 7'), auditLog(300, full), report)),
        );
        expectRun(run, {
          prints: `
        0.0s  charge       started
        0.5s  charge       done
        0.5s  entry        starts with receipt 7
        0.5s  customer     gets receipt 7
        0.8s  entry        failed
        0.8s  report       no space left
      `,
          takes: 2000,
          sum: '2.0 that the test stays',
        });
      },
    );

    claim(
      'placeOrder',
      'rejects when the charge fails, with no entry and no report',
      async ({ placeOrder }) => {
        const run = await runProgram(() =>
          customer(2000, () => placeOrder(failing('charge', 500, refused), auditLog(300), report)),
        );
        expectRun(run, {
          prints: `
        0.0s  charge       started
        0.5s  charge       failed
        0.5s  customer     gets nothing
      `,
          fails: refused,
          takes: 2000,
          sum: '2.0 that the test stays',
        });
      },
    );

    claim('placeOrder', 'writes an entry for an empty receipt too', async ({ placeOrder }) => {
      const entries: string[] = [];
      const writeEntry = async (receipt: string) => void entries.push(receipt);
      const run = await runProgram(async () => {
        const receipt = await placeOrder(timed('charge', 300, ''), writeEntry, report);
        return { receipt, entries };
      });
      expectRun(run, { takes: 300, returns: { receipt: '', entries: [''] } });
    });

    claim(
      'raceToTheMilk',
      'takes 3.0 s, as long as the slower runner; Grace is first with 2.0 s',
      async ({ raceToTheMilk }) => {
        const run = await runProgram(() =>
          raceToTheMilk(timed('Ada', 3000, undefined), timed('Grace', 2000, undefined), go),
        );
        expectRun(run, {
          order: 'arrival',
          prints: `
        0.0s  starter      go!
        0.0s  Ada          started
        0.0s  Grace        started
        2.0s  Grace        done
        3.0s  Ada          done
      `,
          takes: 3000,
          sum: 'max(3.0, 2.0)',
          returns: ['Grace', 'Ada'],
        });
      },
    );

    claim(
      'raceToTheMilk',
      'names Ada first when she runs for 0.5 s and Grace for 0.9 s',
      async ({ raceToTheMilk }) => {
        const run = await runProgram(() =>
          raceToTheMilk(timed('Ada', 500, undefined), timed('Grace', 900, undefined), go),
        );
        expectRun(run, {
          order: 'arrival',
          prints: `
        0.0s  starter      go!
        0.0s  Ada          started
        0.0s  Grace        started
        0.5s  Ada          done
        0.9s  Grace        done
      `,
          takes: 900,
          sum: 'max(0.5, 0.9)',
          returns: ['Ada', 'Grace'],
        });
      },
    );

    claim('raceToTheMilk', 'lets Grace run on until 1.0 s when Ada gives up at 0.4 s', async ({ raceToTheMilk }) => {
      const run = await runProgram(() =>
        raceToTheMilk(failing('Ada', 400, tired), timed('Grace', 1000, undefined), go),
      );
      expectRun(run, {
        prints: `
        0.0s  starter      go!
        0.0s  Ada          started
        0.0s  Grace        started
        0.4s  Ada          failed
        1.0s  Grace        done
      `,
        takes: 1000,
        sum: 'max(0.4, 1.0)',
        returns: ['Grace'],
      });
    });

    claim(
      'raceToTheMilk',
      'waits for Ada until 0.8 s when Grace gives up at 0.3 s',
      async ({ raceToTheMilk }) => {
        const run = await runProgram(() =>
          raceToTheMilk(timed('Ada', 800, undefined), failing('Grace', 300, tired), go),
        );
        expectRun(run, {
          prints: `
        0.0s  starter      go!
        0.0s  Ada          started
        0.0s  Grace        started
        0.3s  Grace        failed
        0.8s  Ada          done
      `,
          takes: 800,
          sum: 'max(0.8, 0.3)',
          returns: ['Ada'],
        });
      },
    );

    claim('raceToTheMilk', 'gives an empty list when both give up', async ({ raceToTheMilk }) => {
      const run = await runProgram(() =>
        raceToTheMilk(failing('Ada', 400, tired), failing('Grace', 300, tired), go),
      );
      expectRun(run, { takes: 400, sum: 'max(0.4, 0.3)', returns: [] });
    });

    claim(
      'schedule',
      'starts both works after the running code, in order: 2.0 s for the two',
      async ({ schedule }) => {
        const run = await runProgram(async () => {
          const milk = schedule(timed('milk', 1000, 'white'));
          const bread = schedule(timed('bread', 2000, 'brown'));
          log('done scheduling');
          return [await milk, await bread];
        });
        expectRun(run, {
          without: ['createTask'],
          prints: `
        0.0s  main         done scheduling
        0.0s  milk         started
        0.0s  bread        started
        1.0s  milk         done
        2.0s  bread        done
      `,
          takes: 2000,
          sum: 'max(1.0, 2.0)',
          returns: ['white', 'brown'],
        });
      },
    );

    claim(
      'schedule',
      'keeps a failure of 0.2 s for code that awaits it at 0.5 s',
      async ({ schedule }) => {
        const run = await runProgram(async () => {
          const milk = schedule(failing('milk', 200, soldOut));
          await sleep(500);
          log('what about the milk?');
          return milk;
        });
        expectRun(run, {
          prints: `
        0.0s  milk         started
        0.2s  milk         failed
        0.5s  main         what about the milk?
      `,
          fails: soldOut,
          takes: 500,
          sum: '0.5 until main looks',
        });
      },
    );

    claim(
      'schedule',
      'calls the work once, at 0.4 s, though it is awaited twice and not before 1.4 s',
      async ({ schedule }) => {
        const run = await runProgram(async () => {
          await sleep(400);
          const milk = schedule(timed('milk', 300, 7));
          await sleep(1000);
          log('what about the milk?');
          return [await milk, await milk];
        });
        expectRun(run, {
          prints: `
        0.4s  milk         started
        0.7s  milk         done
        1.4s  main         what about the milk?
      `,
          takes: 1400,
          sum: '0.4 + 1.0 until main looks',
          returns: [7, 7],
        });
      },
    );

    claim('schedule', 'turns an error that the work throws immediately into a rejection too', async ({ schedule }) => {
      const broken = new Error('the eggs are broken');
      const run = await runProgram(async () => {
        const eggs = schedule(() => {
          log('eggs', 'started');
          throw broken;
        });
        log('done scheduling');
        await sleep(100);
        await eggs;
      });
      expectRun(run, {
        prints: `
        0.0s  main         done scheduling
        0.0s  eggs         started
      `,
        fails: broken,
        takes: 100,
        sum: '0.1 until main looks',
      });
    });

    claim('schedule', 'lets a failure that nothing ever awaits end nothing', async ({ schedule }) => {
      const run = await runProgram(async () => {
        void schedule(failing('milk', 200, soldOut));
        void schedule(timed('bread', 300, 'brown'));
        await sleep(500);
        return 'still here';
      });
      expectRun(run, {
        prints: `
        0.0s  milk         started
        0.0s  bread        started
        0.2s  milk         failed
        0.3s  bread        done
      `,
        takes: 500,
        sum: '0.5 that main sleeps',
        returns: 'still here',
      });
    });

    claim('schedule', 'starts the work before a timer of 0 ms fires', async ({ schedule }) => {
      const run = await runProgram(async () => {
        setTimeout(() => log('timer', 'fires'), 0);
        const work = schedule(() => {
          log('work', 'started');
        });
        log('done scheduling');
        const result = await work;
        await sleep(100);
        return result;
      });
      expectRun(run, {
        prints: `
        0.000s  main       done scheduling
        0.000s  work       started
        0.001s  timer      fires
      `,
        takes: 100,
        sum: '0.1 that main sleeps',
        returns: undefined,
      });
    });
  },
);
