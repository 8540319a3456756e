import { block, createTask, log, sleep } from '#workshop';
import type { Mirror, Station } from '../../solutions/11-dynamic-tasks.ts';
import { expectRun, given } from '../../workshop/coach/claim.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';
import { currentJob } from '../../workshop/runtime/scope.ts';
import { judge } from '../judge.ts';
import { failing, timed } from '../timed.ts';
import { expectWithout } from '../without.ts';

const noPower = new Error('no power');

/** Stations that take as long as each box says, and break down over some boxes the first time. */
function open(
  names: string[],
  times: Record<string, number>,
  breakdowns: Record<string, number> = {},
): Station[] {
  const left = { ...breakdowns };
  return names.map((name) => {
    let busy = false;
    return {
      async empty(box) {
        if (busy) log(box, `comes to ${name}, which is busy`);
        busy = true;
        const breaksAt = left[box];
        delete left[box];
        try {
          await (breaksAt === undefined ? timed(box, times[box]!, box) : failing(box, breaksAt, noPower))();
        } finally {
          busy = false;
        }
      },
    };
  });
}

/** A mirror that has news `every` so many milliseconds: `A1`, `A2` … It says when it is asked. */
function mirror(lane: string, every: number): Mirror {
  let asked = 0;
  return {
    ask: (signal) => {
      asked += 1;
      const news = `${lane}${asked}`;
      log(lane, `is polled for ${news}`);
      return sleep(every, { signal }).then(() => news);
    },
  };
}

/** A mirror that takes every question, and never answers. */
function silentMirror(lane: string): Mirror {
  return {
    ask: (signal) => {
      log(lane, 'is polled');
      return new Promise((_, reject) => {
        if (signal.aborted) reject(signal.reason);
        else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    },
  };
}

/** The same mirrors, and the most calls of the `then` of one of their promises. */
function countsThen(mirrors: Mirror[]): { mirrors: Mirror[]; most: () => number } {
  let most = 0;
  const counted = mirrors.map(({ ask }): Mirror => ({
    ask: (signal) => {
      const promise = ask(signal);
      let calls = 0;
      return {
        then: (fulfilled, rejected) => {
          calls += 1;
          most = Math.max(most, calls);
          return promise.then(fulfilled, rejected);
        },
      };
    },
  }));
  return { mirrors: counted, most: () => most };
}

/**
 * Counts the handlers of promises that are pending: given by `then`, or by a Promise.race, which calls it.
 *
 * @returns the most that one promise had, and how to put everything back
 */
function watchHandlers(): { most: () => number; restore: () => void } {
  let most = 0;
  const before = Object.getOwnPropertyDescriptor(Promise.prototype, 'then')!;
  const then = before.value as (...callbacks: unknown[]) => Promise<unknown>;
  const waiting = new WeakMap<object, number>();
  const value = function (this: Promise<unknown>, ...callbacks: unknown[]) {
    const count = (waiting.get(this) ?? 0) + 1;
    waiting.set(this, count);
    if (currentJob()) most = Math.max(most, count);
    const settled = () => void waiting.delete(this);
    void Reflect.apply(then, this, [settled, settled]);
    return Reflect.apply(then, this, callbacks);
  };
  void Object.defineProperty(Promise.prototype, 'then', { ...before, value });
  const restore = () => void Object.defineProperty(Promise.prototype, 'then', before);
  return { most: () => most, restore };
}

const publish = (news: unknown) => log('published', String(news));
const closing = new Error('closing time');

/** A signal that aborts after so many milliseconds. */
function closesAfter(ms: number): AbortSignal {
  const controller = new AbortController();
  void sleep(ms).then(() => controller.abort(closing));
  return controller.signal;
}

/** Looks for a second at what goes on afterwards. */
async function lookAround(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } finally {
    log('follow has ended');
    await sleep(1000);
  }
}

function said(result: PromiseSettledResult<string>): string {
  if (result.status === 'fulfilled') return result.value;
  return result.reason instanceof Error ? result.reason.message : 'something that is no error';
}

const later = (ms: number, value: string) => given(value, () => sleep(ms).then(() => value))();

const broken = (ms: number) =>
  given('the broken one', () =>
    sleep(ms).then((): string => {
      throw noPower;
    }),
  )();

/** Reads all that comes, and says when. */
async function read(results: AsyncIterable<PromiseSettledResult<string>>): Promise<void> {
  for await (const result of results) log('reader', `has ${said(result)}`);
}

export default judge<typeof import('../../solutions/11-dynamic-tasks.ts')>('11-dynamic-tasks', (claim) => {
  claim('follow', 'publishes news beside a silent mirror until the signal aborts', async ({ follow }) => {
    const run = await runProgram(() => {
      const mirrors = [mirror('A', 703), mirror('B', 1003), silentMirror('C')];
      return lookAround(follow(mirrors, publish, closesAfter(2500)));
    });
    expectRun(run, {
      prints: `
        0.0s    A          is polled for A1
        0.0s    B          is polled for B1
        0.0s    C          is polled
        0.703s  published  A1
        0.703s  A          is polled for A2
        1.003s  published  B1
        1.003s  B          is polled for B2
        1.406s  published  A2
        1.406s  A          is polled for A3
        2.006s  published  B2
        2.006s  B          is polled for B3
        2.109s  published  A3
        2.109s  A          is polled for A4
        2.5s    main       follow has ended
      `,
      fails: closing,
      takes: 3500,
      sum: '2.5 until the signal aborts + 1.0 that the test waits',
    });
  });

  claim('follow', 'calls the then of each promise only once', async ({ follow }) => {
    const { mirrors, most } = countsThen([mirror('A', 703), mirror('B', 1003), silentMirror('C')]);
    const run = await runProgram(() => lookAround(follow(mirrors, publish, closesAfter(1203))));
    expectRun(run, {
      handlers: { seen: most(), most: 1 },
      prints: `
      0.0s    A          is polled for A1
      0.0s    B          is polled for B1
      0.0s    C          is polled
      0.703s  published  A1
      0.703s  A          is polled for A2
      1.003s  published  B1
      1.003s  B          is polled for B2
      1.203s  main       follow has ended
    `,
      fails: closing,
      takes: 2203,
      sum: '1.203 until the signal aborts + 1.0 that the test waits',
    });
  });

  claim('follow', 'publishes all news that arrives at the same time', async ({ follow }) => {
    const run = await runProgram(() => {
      // The news agency tells all who wait, every 503 ms.
      let next: Promise<void> | undefined;
      const agency = (signal: AbortSignal) =>
        (next ??= sleep(503, { signal }).finally(() => void (next = undefined)));
      const mirrors = ['A', 'B', 'C'].map((name) => ({
        ask: (signal: AbortSignal) => agency(signal).then(() => name),
      }));
      return lookAround(follow(mirrors, publish, closesAfter(1203)));
    });
    expectRun(run, {
      prints: `
      0.503s  published  A
      0.503s  published  B
      0.503s  published  C
      1.006s  published  A
      1.006s  published  B
      1.006s  published  C
      1.203s  main       follow has ended
    `,
      fails: closing,
      takes: 2203,
      sum: '1.203 until the signal aborts + 1.0 that the test waits',
    });
  });

  claim('follow', 'news may be any value: undefined, 0, an empty string', async ({ follow }) => {
    const run = await runProgram(async () => {
      const values = [undefined, 0, '', null, false, 'the last one'];
      const told: unknown[] = [];
      const mirrors = [{ ask: (signal: AbortSignal) => sleep(103, { signal }).then(() => values.shift()) }];
      await follow(mirrors, (news) => told.push(news), closesAfter(700)).catch(() => {});
      return told;
    });
    expectRun(run, {
      takes: 700,
      sum: '6 × 0.103 for the news + 0.082 until the signal aborts',
      returns: [undefined, 0, '', null, false, 'the last one'],
    });
  });

  claim('follow', 'piles up no handlers while a hundred pieces of news come beside a silent mirror', async ({ follow }) => {
    const mirrors = [{ ask: (signal: AbortSignal) => sleep(10, { signal }) }, silentMirror('C')];
    const { most, restore } = watchHandlers();
    try {
      const run = await runProgram(() => follow(mirrors, () => {}, closesAfter(1005)));
      const handlers = { seen: most(), most: 9 };
      expectRun(run, { prints: '0.0s  C  is polled', fails: closing, takes: 1005, handlers });
    } finally {
      restore();
    }
  });

  claim('keepBusy', 'two stations empty five boxes in 1.804 s, without waiting', async ({ keepBusy }) => {
    const times = { 'box 1': 1003, 'box 2': 301, 'box 3': 402, 'box 4': 907, 'box 5': 801 };
    const run = await runProgram(() => keepBusy(open(['A', 'B'], times), Object.keys(times)));
    expectRun(run, {
      order: 'arrival',
      limit: 2,
      prints: `
        0.0s    box 1  started
        0.0s    box 2  started
        0.301s  box 2  done
        0.301s  box 3  started
        0.703s  box 3  done
        0.703s  box 4  started
        1.003s  box 1  done
        1.003s  box 5  started
        1.61s   box 4  done
        1.804s  box 5  done
      `,
      takes: 1804,
      sum: '1.003 for box 1 + 0.801 for box 5, with 0.301 + 0.402 + 0.907 beside them',
      returns: ['box 2', 'box 3', 'box 1', 'box 4', 'box 5'],
    });
  });

  claim('keepBusy', 'a fast station empties four boxes beside a slow one', async ({ keepBusy }) => {
    const run = await runProgram(() => {
      const station = (name: string, ms: number): Station => ({
        empty: (box) => timed(`${name}, ${box}`, ms, undefined)(),
      });
      return keepBusy([station('slow', 1009), station('fast', 211)], ['a', 'b', 'c', 'd', 'e']);
    });
    expectRun(run, {
      order: 'arrival',
      limit: 2,
      prints: `
        0.0s    slow, a  started
        0.0s    fast, b  started
        0.211s  fast, b  done
        0.211s  fast, c  started
        0.422s  fast, c  done
        0.422s  fast, d  started
        0.633s  fast, d  done
        0.633s  fast, e  started
        0.844s  fast, e  done
        1.009s  slow, a  done
      `,
      takes: 1009,
      sum: 'max(1.009 for one box, 4 × 0.211)',
      returns: ['b', 'c', 'd', 'e', 'a'],
    });
  });

  claim('keepBusy', 'a breakdown at 0.307 s loses no box and stops no station', async ({ keepBusy }) => {
    const times = { red: 503, green: 907, blue: 401, grey: 601 };
    const run = await runProgram(() => keepBusy(open(['A', 'B'], times, { red: 307 }), Object.keys(times)));
    expectRun(run, {
      limit: 2,
      prints: `
        0.0s    red    started
        0.0s    green  started
        0.307s  red    failed
        0.307s  red    started
        0.81s   red    done
        0.81s   blue   started
        0.907s  green  done
        0.907s  grey   started
        1.211s  blue   done
        1.508s  grey   done
      `,
      takes: 1508,
      sum: '0.907 for green + 0.601 for grey, with 0.307 + 0.503 + 0.401 beside them',
    });
  });

  claim('keepBusy', 'a breakdown over the very last box loses nothing', async ({ keepBusy }) => {
    const times = { a: 203, b: 301, c: 407 };
    const run = await runProgram(() =>
      keepBusy(open(['A', 'B', 'C', 'D'], times, { c: 601 }), Object.keys(times)),
    );
    expectRun(run, {
      order: 'arrival',
      limit: 4,
      prints: `
        0.0s    a  started
        0.0s    b  started
        0.0s    c  started
        0.203s  a  done
        0.301s  b  done
        0.601s  c  failed
        0.601s  c  started
        1.008s  c  done
      `,
      takes: 1008,
      sum: '0.601 until the breakdown + 0.407',
      returns: ['a', 'b', 'c'],
    });
  });

  claim('keepBusy', 'stations that become free at the same time all get a box', async ({ keepBusy }) => {
    const run = await runProgram(() => {
      // The lorry brings vaccine every 503 ms, for all who wait for it.
      let lorry: Promise<void> | undefined;
      const station = {
        empty: async () => {
          lorry ??= sleep(503).then(() => void (lorry = undefined));
          await lorry;
        },
      };
      return keepBusy([station, { ...station }], ['1', '2', '3', '4', '5', '6']);
    });
    expectRun(run, {
      limit: 2,
      takes: 1509,
      sum: '3 × 0.503, two boxes each time',
      returns: ['1', '2', '3', '4', '5', '6'],
    });
  });

  claim('keepBusy', 'a box without a name is emptied too', async ({ keepBusy }) => {
    const station: Station = { empty: () => sleep(103) };
    const run = await runProgram(() => keepBusy([station], ['a', '', 'b']));
    expectRun(run, { takes: 309, sum: '3 × 0.103 at one station', returns: ['a', '', 'b'] });
  });

  claim('keepBusy', 'an empty list gives an empty list; neither list is changed', async ({ keepBusy }) => {
    const run = await runProgram(async () => {
      const boxes = ['x', 'y', 'z'];
      const nothing = await keepBusy(open(['A'], {}), []);
      const stations = open(['A', 'B'], { x: 103, y: 301, z: 203 });
      const before = [...stations];
      const done = await keepBusy(stations, boxes);
      return { nothing, done, boxes, stations: stations.map((station) => before.indexOf(station)) };
    });
    expectRun(run, {
      takes: 306,
      sum: '0 for nothing + 0.103 for x + 0.203 for z, with 0.301 for y beside them',
      returns: { nothing: [], done: ['x', 'y', 'z'], boxes: ['x', 'y', 'z'], stations: [0, 1] },
    });
  });

  claim(
    'completions',
    'gives the results at 0.503, 1.003 and 2.003 s, as they come',
    async ({ completions }) => {
      const run = await runProgram(() =>
        read(completions([later(2003, 'milk'), later(503, 'bread'), later(1003, 'eggs')])),
      );
      expectRun(run, {
        prints: `
        0.503s  reader  has bread
        1.003s  reader  has eggs
        2.003s  reader  has milk
      `,
        takes: 2003,
        sum: 'max(2.003, 0.503, 1.003)',
      });
      expectWithout(run, ['wait or asCompleted']);
    },
  );

  claim('completions', 'goes on after a rejection, and takes tasks too', async ({ completions }) => {
    const run = await runProgram(() => {
      const works = [() => later(707, 'tea'), () => broken(301), () => later(903, 'oil')];
      return read(completions(works.map((work) => createTask(work))));
    });
    expectRun(run, {
      prints: `
        0.301s  reader  has no power
        0.707s  reader  has tea
        0.903s  reader  has oil
      `,
      takes: 903,
      sum: 'max(0.707, 0.301, 0.903)',
    });
  });

  claim('completions', 'keeps the order of what settles while the loop is busy', async ({ completions }) => {
    const run = await runProgram(async () => {
      for await (const result of completions([
        later(401, 'jam'),
        later(203, 'tea'),
        broken(301),
        later(103, 'oil'),
      ])) {
        log(said(result), 'has come');
        await sleep(1000);
        log(said(result), 'is put away');
      }
    });
    expectRun(run, {
      prints: `
        0.103s  oil       has come
        1.103s  oil       is put away
        1.103s  tea       has come
        2.103s  tea       is put away
        2.103s  no power  has come
        3.103s  no power  is put away
        3.103s  jam       has come
        4.103s  jam       is put away
      `,
      takes: 4103,
      sum: '0.103 until the first + 4 × 1.0 in the loop',
    });
  });

  claim('completions', 'calls the then of each of a hundred promises only once', async ({ completions }) => {
    const run = await runProgram(async () => {
      const all = Array.from({ length: 100 }, async (_, place) => {
        await sleep(1003 + 10 * place);
        return place;
      });
      // Each call of then is a millisecond of work.
      const slow: PromiseLike<number>[] = all.map((promise) => ({
        then: (fulfilled, rejected) => {
          block(1);
          return promise.then(fulfilled, rejected);
        },
      }));
      let seen = 0;
      for await (const result of completions(slow)) seen += result.status === 'fulfilled' ? 1 : 0;
      return seen;
    });
    const sum = '1.003 + 99 × 0.01 until the last one settles; the 0.1 of calls are over long before';
    expectRun(run, { takes: 1993, sum, returns: 100 });
  });

  claim('completions', 'a value or a reason may be anything: undefined, 0, []', async ({ completions }) => {
    const run = await runProgram(async () => {
      const values = [undefined, 0, '', null, false, [], [[1], [2]]];
      const promises = values.map((value, place) => sleep(103 * (place + 1)).then(() => value));
      const refused = sleep(1003).then(() => Promise.reject(undefined));
      const results: PromiseSettledResult<unknown>[] = [];
      for await (const result of completions<unknown>([...promises, refused])) results.push(result);
      return results.map((result) => (result.status === 'fulfilled' ? [result.value] : result));
    });
    expectRun(run, {
      takes: 1003,
      sum: 'max(7 × 0.103, 1.003)',
      returns: [
        [undefined],
        [0],
        [''],
        [null],
        [false],
        [[]],
        [[[1], [2]]],
        { status: 'rejected', reason: undefined },
      ],
    });
  });

  claim(
    'completions',
    'an empty list gives nothing, and the loop ends immediately',
    async ({ completions }) => {
      const run = await runProgram(async () => {
        await read(completions([]));
        log('reader', 'is done');
      });
      expectRun(run, { prints: '0.0s  reader  is done', takes: 0 });
    },
  );
});
