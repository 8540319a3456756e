import { getEventListeners } from 'node:events';
import { log, sleep } from '#workshop';
import { expectRun } from '../../workshop/coach/claim.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';
import { judge } from '../judge.ts';

const broken = new Error('the line is broken');

/** Gives `count` values, one every `ms`, as a server might: until it is closed, a timer keeps the line open. */
async function* connection(name: string, count: number, ms: number, failure?: Error): AsyncGenerator<string> {
  const heartbeat = setInterval(() => {}, 60_000);
  try {
    for (let number = 1; number <= count; number += 1) {
      await sleep(ms);
      yield `${name} ${number}`;
    }
    if (failure) throw failure;
  } finally {
    clearInterval(heartbeat);
  }
}

/** Gives a value after each of these times, says when it is first asked, and ends 0.1 s after the last value. */
async function* arrivals(name: string, times: number[]): AsyncGenerator<string> {
  log(name, 'opened');
  for (const [place, ms] of times.entries()) {
    await sleep(ms);
    yield `${name}${place + 1}`;
  }
  await sleep(100);
  log(name, 'ended');
}

/** A source that can be closed in the middle of a wait: `return()` ends the wait at once, and its timer. */
function feed(name: string, times: number[], failure?: Error): AsyncIterable<string> {
  let number = 0;
  let end = () => {};
  const iterator: AsyncIterator<string> = {
    next: () =>
      new Promise((resolve, reject) => {
        const wait = times[number];
        number += 1;
        if (wait === undefined) return resolve({ done: true, value: undefined });
        const value = `${name}${number}`;
        const last = failure && number === times.length;
        const timer = setTimeout(() => (last ? reject(failure) : resolve({ done: false, value })), wait);
        end = () => {
          clearTimeout(timer);
          resolve({ done: true, value: undefined });
        };
      }),
    return: () => {
      end();
      return Promise.resolve({ done: true, value: undefined });
    },
  };
  return { [Symbol.asyncIterator]: () => iterator };
}

/** Takes values until `last` has come, and prints each. */
async function print(source: AsyncIterable<unknown>, last?: unknown, work = 0): Promise<void> {
  for await (const value of source) {
    log(String(value));
    if (work > 0) await sleep(work);
    if (value === last) break;
  }
}

export default judge<typeof import('../../solutions/08-async-iterators.ts')>(
  '08-async-iterators',
  (claim) => {
    claim(
      'take',
      'gives two of five as they come and ends with the second: 2.0 s, not 3.0 s or 5.0 s',
      async ({ take }) => {
        const run = await runProgram(() => print(take(connection('page', 5, 1000), 2)));
        expectRun(run, {
          prints: `
        1.0s  main         page 1
        2.0s  main         page 2
      `,
          takes: 2000,
          sum: '2 × 1.0',
        });
      },
    );

    claim('take', 'closes the source when the loop is left after the first of three', async ({ take }) => {
      const run = await runProgram(() => print(take(connection('page', 9, 300), 3), 'page 1'));
      expectRun(run, { prints: '0.3s  main  page 1', takes: 300, sum: '1 × 0.3' });
    });

    claim('take', 'of nothing is nothing, at once', async ({ take }) => {
      const run = await runProgram(() => print(take(connection('page', 5, 1000), 0)));
      expectRun(run, { prints: '', takes: 0 });
    });

    claim('take', 'ends early when the source does, at 0.4 s', async ({ take }) => {
      const run = await runProgram(() => print(take(connection('page', 2, 200), 7)));
      expectRun(run, {
        prints: `
        0.2s  main         page 1
        0.4s  main         page 2
      `,
        takes: 400,
        sum: '2 × 0.2',
      });
    });

    claim('take', 'fails with the error of the source', async ({ take }) => {
      const run = await runProgram(() => print(take(connection('page', 1, 200, broken), 3)));
      expectRun(run, { fails: broken, takes: 200, sum: '1 × 0.2' });
    });

    claim('ticks', 'gives 1, 2 and 3 at 0.2, 0.4 and 0.6 s', async ({ ticks }) => {
      const run = await runProgram(() => print(ticks(3, 200, new AbortController().signal)));
      expectRun(run, {
        prints: `
        0.2s  main         1
        0.4s  main         2
        0.6s  main         3
      `,
        takes: 600,
        sum: '3 × 0.2',
      });
    });

    claim(
      'ticks',
      'fails with the reason of the signal in the moment it aborts, 0.5 s',
      async ({ ticks }) => {
        const controller = new AbortController();
        const reason = new DOMException('enough', 'AbortError');
        const run = await runProgram(() => {
          setTimeout(() => controller.abort(reason), 500);
          return print(ticks(5, 200, controller.signal));
        });
        expectRun(run, {
          prints: `
        0.2s  main         1
        0.4s  main         2
      `,
          fails: reason,
          takes: 500,
          sum: '2 × 0.2 + 0.1 until the abort',
        });
      },
    );

    claim('ticks', 'does not run ahead of a body that takes 0.3 s: 1.0, 2.3 and 3.6 s', async ({ ticks }) => {
      const run = await runProgram(() => print(ticks(3, 1000, new AbortController().signal), undefined, 300));
      expectRun(run, {
        prints: `
        1.0s  main         1
        2.3s  main         2
        3.6s  main         3
      `,
        takes: 3900,
        sum: '3 × (1.0 + 0.3)',
      });
    });

    claim('ticks', 'fails at once when the signal has aborted before', async ({ ticks }) => {
      const reason = new DOMException('enough', 'AbortError');
      const run = await runProgram(() => print(ticks(3, 1000, AbortSignal.abort(reason))));
      expectRun(run, { prints: '', fails: reason, takes: 0 });
    });

    claim(
      'ticks',
      'leaves no timer and no listener when the loop is left after 2 of 9',
      async ({ ticks }) => {
        const { signal } = new AbortController();
        const run = await runProgram(async () => {
          await print(ticks(9, 100, signal), 2);
          return { listeners: getEventListeners(signal, 'abort').length };
        });
        expectRun(run, { takes: 200, sum: '2 × 0.1', returns: { listeners: 0 } });
      },
    );

    claim('merge', 'gives the values of both as they come: 1.3 s, not 2.3 s', async ({ merge }) => {
      const run = await runProgram(() =>
        print(merge(arrivals('A', [300, 400, 200]), arrivals('B', [500, 700]))),
      );
      expectRun(run, {
        prints: `
        0.0s  A            opened
        0.0s  B            opened
        0.3s  main         A1
        0.5s  main         B1
        0.7s  main         A2
        0.9s  main         A3
        1.0s  A            ended
        1.2s  main         B2
        1.3s  B            ended
      `,
        takes: 1300,
        sum: 'max(0.3 + 0.4 + 0.2 + 0.1, 0.5 + 0.7 + 0.1)',
      });
    });

    claim('merge', 'goes on with one source when the other has ended', async ({ merge }) => {
      const run = await runProgram(() => print(merge(arrivals('A', [100, 500, 100]), arrivals('B', [300]))));
      expectRun(run, {
        prints: `
        0.0s  A            opened
        0.0s  B            opened
        0.1s  main         A1
        0.3s  main         B1
        0.4s  B            ended
        0.6s  main         A2
        0.7s  main         A3
        0.8s  A            ended
      `,
        takes: 800,
        sum: '0.1 + 0.5 + 0.1 + 0.1',
      });
    });

    claim(
      'merge',
      'closes both sources when the loop is left, though one is in the middle of a wait',
      async ({ merge }) => {
        const run = await runProgram(() => print(merge(feed('A', [300, 900]), feed('B', [400, 900])), 'B1'));
        expectRun(run, {
          prints: `
        0.3s  main         A1
        0.4s  main         B1
      `,
          takes: 400,
        });
      },
    );

    claim(
      'merge',
      'closes the other source when one fails, and fails with the same error',
      async ({ merge }) => {
        const run = await runProgram(() => print(merge(feed('A', [200, 900]), feed('B', [500], broken))));
        expectRun(run, { prints: '0.2s  main  A1', fails: broken, takes: 500 });
      },
    );

    claim(
      'merge',
      'keeps a failure that comes while the body is busy until the loop asks again',
      async ({ merge }) => {
        const run = await runProgram(() =>
          print(merge(feed('A', [300]), feed('B', [500], broken)), undefined, 500),
        );
        expectRun(run, { fails: broken, takes: 800, sum: '0.3 for A1 + 0.5 for the body' });
      },
    );

    claim('merge', 'of two sources that give nothing is nothing, at once', async ({ merge }) => {
      const run = await runProgram(() => print(merge(feed('A', []), feed('B', []))));
      expectRun(run, { prints: '', takes: 0 });
    });
  },
);
