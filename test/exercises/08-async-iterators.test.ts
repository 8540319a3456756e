import { log, sleep } from '#workshop';
import type { Page } from '../../solutions/08-async-iterators.ts';
import { expectRun } from '../../workshop/coach/claim.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';
import { judge } from '../judge.ts';
import { failing, timed } from '../timed.ts';

const broken = new Error('the line is broken');

/** A shop whose pages take a while. Each page says when it is fetched and when it is there. */
function pages(known: Record<number, { ms: number; orders: string[]; next: number | null; fails?: boolean }>) {
  return (number: number): Promise<Page> => {
    const { ms, orders, next, fails } = known[number]!;
    const lane = `page ${number}`;
    return fails ? failing(lane, ms, broken)() : timed(lane, ms, { orders, next })();
  };
}

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

/** A source that can be closed in the middle of a wait: `return()` ends the wait immediately, and its timer. */
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

/** A source that takes 0.3 s to close, and says when it is closed. */
function slowToClose(name: string, times: number[]): AsyncIterable<string> {
  const iterator = feed(name, times)[Symbol.asyncIterator]();
  const close = async (): Promise<IteratorResult<string>> => {
    void iterator.return?.();
    await sleep(300);
    log(name, 'closed');
    return { done: true, value: undefined };
  };
  // As with a generator, it does no harm to close it twice.
  let closing: Promise<IteratorResult<string>> | undefined;
  return { [Symbol.asyncIterator]: () => ({ next: () => iterator.next(), return: () => (closing ??= close()) }) };
}

/** A source that has each value as soon as it is asked for it. */
function atOnce(values: string[]): AsyncIterable<string> {
  const iterator = values[Symbol.iterator]();
  return { [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve(iterator.next()) }) };
}

/** A box into which others put values. It can be closed in the middle of a wait; what comes after that stays in it. */
function box() {
  const inside: string[] = [];
  let waiting: ((result: IteratorResult<string>) => void) | undefined;
  const hand = (result: IteratorResult<string>) => {
    waiting?.(result);
    waiting = undefined;
  };
  const iterator: AsyncIterator<string> = {
    next: () =>
      new Promise((resolve) => {
        const value = inside.shift();
        if (value === undefined) waiting = resolve;
        else resolve({ done: false, value });
      }),
    return: async () => {
      hand({ done: true, value: undefined });
      return { done: true, value: undefined };
    },
  };
  const put = (value: string) => {
    if (waiting) hand({ done: false, value });
    else inside.push(value);
  };
  return { inside, put, source: { [Symbol.asyncIterator]: () => iterator } };
}

/** Gives these values, one every 100 ms, and counts how often it is asked. */
function counted<T>(values: T[]): { source: AsyncIterable<T>; asked: () => number } {
  let asked = 0;
  const iterator: AsyncIterator<T> = {
    async next() {
      const place = asked;
      asked += 1;
      await sleep(100);
      return place < values.length ? { done: false, value: values[place]! } : { done: true, value: undefined };
    },
  };
  return { source: { [Symbol.asyncIterator]: () => iterator }, asked: () => asked };
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const values: T[] = [];
  for await (const value of source) values.push(value);
  return values;
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
      'allOrders',
      'gives the orders of each page as soon as the page has arrived: at 1.0, 1.5 and 2.2 s',
      async ({ allOrders }) => {
        const known: Record<number, Page & { ms: number }> = {
          1: { ms: 1000, orders: ['milk', 'bread'], next: 4 },
          4: { ms: 500, orders: ['eggs'], next: 2 },
          2: { ms: 700, orders: ['jam'], next: null },
        };
        const fetchPage = async (number: number): Promise<Page> => {
          const { ms, orders, next } = known[number]!;
          await sleep(ms);
          return { orders, next };
        };
        const run = await runProgram(() => print(allOrders(fetchPage)));
        expectRun(run, {
          prints: `
        1.0s  main    milk
        1.0s  main    bread
        1.5s  main    eggs
        2.2s  main    jam
      `,
          takes: 2200,
          sum: '1.0 + 0.5 + 0.7',
        });
      },
    );

    claim(
      'allOrders',
      'fetches no further page when the loop is left at the last order of page 1',
      async ({ allOrders }) => {
        const fetchPage = pages({
          1: { ms: 1000, orders: ['milk', 'bread'], next: 2 },
          2: { ms: 500, orders: ['eggs'], next: null },
        });
        const run = await runProgram(() => print(allOrders(fetchPage), 'bread'));
        expectRun(run, {
          prints: `
        0.0s  page 1  started
        1.0s  page 1  done
        1.0s  main    milk
        1.0s  main    bread
      `,
          takes: 1000,
        });
      },
    );

    claim(
      'allOrders',
      'fetches the next page only when the loop asks for more, at 1.6 s after two orders of 0.3 s',
      async ({ allOrders }) => {
        const fetchPage = pages({
          1: { ms: 1000, orders: ['milk', 'bread'], next: 2 },
          2: { ms: 500, orders: ['eggs'], next: null },
        });
        const run = await runProgram(() => print(allOrders(fetchPage), undefined, 300));
        expectRun(run, {
          prints: `
        0.0s  page 1  started
        1.0s  page 1  done
        1.0s  main    milk
        1.3s  main    bread
        1.6s  page 2  started
        2.1s  page 2  done
        2.1s  main    eggs
      `,
          takes: 2400,
          sum: '1.0 + 2 × 0.3 + 0.5 + 0.3',
        });
      },
    );

    claim('allOrders', 'goes on after a page without orders', async ({ allOrders }) => {
      const fetchPage = pages({
        1: { ms: 200, orders: [], next: 2 },
        2: { ms: 300, orders: ['milk'], next: null },
      });
      const run = await runProgram(() => collect(allOrders(fetchPage)));
      expectRun(run, { returns: ['milk'], takes: 500, sum: '0.2 + 0.3' });
    });

    claim('allOrders', 'reads a page with the number 0 too', async ({ allOrders }) => {
      const fetchPage = pages({
        1: { ms: 200, orders: ['milk'], next: 0 },
        0: { ms: 300, orders: ['jam'], next: null },
      });
      const run = await runProgram(() => print(allOrders(fetchPage)));
      expectRun(run, {
        prints: `
        0.0s  page 1  started
        0.2s  page 1  done
        0.2s  main    milk
        0.2s  page 0  started
        0.5s  page 0  done
        0.5s  main    jam
      `,
        takes: 500,
        sum: '0.2 + 0.3',
      });
    });

    claim('allOrders', 'gives an order without a text too', async ({ allOrders }) => {
      const fetchPage = pages({ 1: { ms: 200, orders: ['milk', '', 'jam'], next: null } });
      const run = await runProgram(() => collect(allOrders(fetchPage)));
      expectRun(run, { returns: ['milk', '', 'jam'], takes: 200, sum: '0.2 for the only page' });
    });

    claim(
      'allOrders',
      'gives the orders of page 1, and then the error of page 2 as it is',
      async ({ allOrders }) => {
        const fetchPage = pages({
          1: { ms: 200, orders: ['milk'], next: 2 },
          2: { ms: 300, orders: [], next: null, fails: true },
        });
        const run = await runProgram(() => print(allOrders(fetchPage)));
        expectRun(run, {
          prints: `
        0.0s  page 1  started
        0.2s  page 1  done
        0.2s  main    milk
        0.2s  page 2  started
        0.5s  page 2  failed
      `,
          fails: broken,
          takes: 500,
          sum: '0.2 + 0.3',
        });
      },
    );

    claim(
      'take',
      'gives two of five as they arrive, and ends with the second: 2.0 s, not 3.0 s or 5.0 s',
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

    claim('take', 'gives nothing when n is 0, and does not wait', async ({ take }) => {
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

    claim('take', 'asks the source for two values when n is 2, and for none when n is 0', async ({ take }) => {
      const run = await runProgram(async () => {
        const two = counted(['page 1', 'page 2', 'page 3']);
        const none = counted(['page 1']);
        await collect(take(two.source, 2));
        await collect(take(none.source, 0));
        return { two: two.asked(), none: none.asked() };
      });
      expectRun(run, { returns: { two: 2, none: 0 } });
    });

    claim('take', 'lets the program go on when the source is closed, which takes 0.3 s', async ({ take }) => {
      const run = await runProgram(async () => {
        const values = await collect(take(slowToClose('A', [100, 100, 100]), 2));
        log('goes on');
        await print(take(slowToClose('B', [100, 100, 100]), 2), 'B1');
        log('goes on');
        return values;
      });
      expectRun(run, {
        prints: `
        0.5s  A            closed
        0.5s  main         goes on
        0.6s  main         B1
        0.9s  B            closed
        0.9s  main         goes on
      `,
        takes: 900,
        sum: '2 × 0.1 + 0.3 to close A + 0.1 + 0.3 to close B',
        returns: ['A1', 'A2'],
      });
    });

    claim('take', 'gives values such as undefined, 0 and an empty text too', async ({ take }) => {
      const run = await runProgram(() => collect(take(counted([undefined, 0, '', 1]).source, 3)));
      expectRun(run, { returns: [undefined, 0, ''], takes: 300, sum: '3 × 0.1' });
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
      'fails with the reason of the signal as soon as it aborts, at 0.5 s',
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

    claim('ticks', 'fails immediately when the signal is aborted already', async ({ ticks }) => {
      const reason = new DOMException('enough', 'AbortError');
      const run = await runProgram(() => print(ticks(3, 1000, AbortSignal.abort(reason))));
      expectRun(run, { prints: '', fails: reason, takes: 0 });
    });

    claim(
      'ticks',
      'fails when the loop asks again, at 0.5 s, if the signal aborts while the body is at work',
      async ({ ticks }) => {
        const controller = new AbortController();
        const reason = new DOMException('enough', 'AbortError');
        const run = await runProgram(() => {
          setTimeout(() => controller.abort(reason), 300);
          return print(ticks(5, 200, controller.signal), undefined, 300);
        });
        expectRun(run, {
          prints: '0.2s  main         1',
          fails: reason,
          takes: 500,
          sum: '0.2 + 0.3 for the body',
        });
      },
    );

    claim(
      'ticks',
      'leaves no timer and no listener when the loop is left after 2 of 9',
      async ({ ticks }) => {
        const { signal } = new AbortController();
        const run = await runProgram(() => print(ticks(9, 100, signal), 2));
        expectRun(run, { takes: 200, sum: '2 × 0.1', unheard: [signal] });
      },
    );

    claim('merge', 'gives the values of both as they arrive: 1.3 s, not 2.3 s', async ({ merge }) => {
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
      'closes both sources when the loop is left, even one that is still waiting',
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
      'closes both at the same time, and goes on at 0.7 s, when both are closed',
      async ({ merge }) => {
        const run = await runProgram(async () => {
          await print(merge(slowToClose('A', [300, 900]), slowToClose('B', [400, 900])), 'B1');
          log('goes on');
        });
        expectRun(run, {
          prints: `
        0.3s  main         A1
        0.4s  main         B1
        0.7s  A            closed
        0.7s  B            closed
        0.7s  main         goes on
      `,
          takes: 700,
          sum: '0.4 until B1 + max(0.3, 0.3) to close both',
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
      'fails with the error of one source when the other is closed, which takes 0.3 s',
      async ({ merge }) => {
        const run = await runProgram(() =>
          print(merge(slowToClose('A', [200, 900]), feed('B', [500], broken))),
        );
        expectRun(run, {
          prints: `
        0.2s  main  A1
        0.8s  A     closed
      `,
          fails: broken,
          takes: 800,
          sum: '0.5 until B fails + 0.3 to close A',
        });
      },
    );

    claim(
      'merge',
      'fails when the loop asks again, if a source has failed while the body was busy',
      async ({ merge }) => {
        const run = await runProgram(() =>
          print(merge(feed('A', [300]), feed('B', [500], broken)), undefined, 500),
        );
        expectRun(run, { fails: broken, takes: 800, sum: '0.3 for A1 + 0.5 for the body' });
      },
    );

    claim(
      'merge',
      'leaves in a source what comes after the loop was left, though its next() was waiting',
      async ({ merge }) => {
        const run = await runProgram(async () => {
          const { inside, put, source } = box();
          await print(merge(feed('A', [300, 900]), source), 'A1');
          await sleep(200);
          put('B1');
          return inside;
        });
        expectRun(run, { returns: ['B1'], takes: 500, sum: '0.3 for A1 + 0.2 until B1 is put into the box' });
      },
    );

    claim('merge', 'gives all values of one source beside one that says nothing', async ({ merge }) => {
      const run = await runProgram(() =>
        print(merge(box().source, connection('A', 3, 100)), 'A 3'),
      );
      expectRun(run, {
        prints: `
        0.1s  main  A 1
        0.2s  main  A 2
        0.3s  main  A 3
      `,
        takes: 300,
        sum: '3 × 0.1',
      });
    });

    claim(
      'merge',
      'asks a source again only when the loop comes back after 0.3 s: nothing runs ahead',
      async ({ merge }) => {
        const run = await runProgram(() =>
          print(merge(arrivals('A', [100, 100]), arrivals('B', [1000])), undefined, 300),
        );
        expectRun(run, {
          prints: `
        0.0s  A     opened
        0.0s  B     opened
        0.1s  main  A1
        0.5s  main  A2
        0.9s  A     ended
        1.0s  main  B1
        1.4s  B     ended
      `,
          takes: 1400,
          sum: '1.0 until B1 + 0.3 for the body + 0.1',
        });
      },
    );

    claim(
      'merge',
      'gives B1, which comes at 0.1 s, before a value of A that is not asked for before 0.3 s',
      async ({ merge }) => {
        const run = await runProgram(async () => {
          for await (const value of merge(atOnce(['A1', 'A2']), feed('B', [100]))) {
            log(`loop over ${value}`, 'begins');
            await sleep(300);
          }
        });
        expectRun(run, {
          order: 'arrival',
          prints: `
        0.0s  loop over A1  begins
        0.3s  loop over B1  begins
        0.6s  loop over A2  begins
      `,
          takes: 900,
          sum: '3 × 0.3 for the body',
        });
      },
    );

    claim('merge', 'gives every value once, undefined and 0 too', async ({ merge }) => {
      const run = await runProgram(() =>
        collect(merge<unknown>(counted([undefined, 0]).source, counted(["", null]).source)),
      );
      expectRun(run, { returns: [undefined, '', 0, null], takes: 300, sum: '2 × 0.1 + 0.1 until both end' });
    });

    claim('merge', 'gives nothing for two empty sources, and does not wait', async ({ merge }) => {
      const run = await runProgram(() => print(merge(feed('A', []), feed('B', []))));
      expectRun(run, { prints: '', takes: 0 });
    });
  },
);
