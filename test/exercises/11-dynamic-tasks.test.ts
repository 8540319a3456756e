import { block, createTask, log, sleep } from '#workshop';
import type { Station } from '../../solutions/11-dynamic-tasks.ts';
import { expectRun } from '../../workshop/coach/claim.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';
import { judge } from '../judge.ts';
import { failing, timed } from '../timed.ts';

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

function said(result: PromiseSettledResult<string>): string {
  if (result.status === 'fulfilled') return result.value;
  return result.reason instanceof Error ? result.reason.message : 'something that is no error';
}

const later = (ms: number, value: string) => sleep(ms).then(() => value);

const broken = (ms: number) =>
  sleep(ms).then((): string => {
    throw noPower;
  });

/** Reads all that comes, and says when. */
async function read(results: AsyncIterable<PromiseSettledResult<string>>): Promise<void> {
  for await (const result of results) log('reader', `has ${said(result)}`);
}

export default judge<typeof import('../../solutions/11-dynamic-tasks.ts')>('11-dynamic-tasks', (claim) => {
  claim(
    'keepBusy',
    'two stations empty five boxes in 1.8 s, and neither waits for the other',
    async ({ keepBusy }) => {
      const times = { 'box 1': 1000, 'box 2': 300, 'box 3': 400, 'box 4': 900, 'box 5': 800 };
      const run = await runProgram(() => keepBusy(open(['A', 'B'], times), Object.keys(times)));
      expectRun(run, {
        prints: `
        0.0s  box 1  started
        0.0s  box 2  started
        0.3s  box 2  done
        0.3s  box 3  started
        0.7s  box 3  done
        0.7s  box 4  started
        1.0s  box 1  done
        1.0s  box 5  started
        1.6s  box 4  done
        1.8s  box 5  done
      `,
        takes: 1800,
        sum: '1.0 for box 1 + 0.8 for box 5, with 0.3 + 0.4 + 0.9 beside them',
        returns: ['box 2', 'box 3', 'box 1', 'box 4', 'box 5'],
      });
    },
  );

  claim('keepBusy', 'a breakdown at 0.3 s loses no box and stops no station', async ({ keepBusy }) => {
    const times = { red: 500, green: 900, blue: 400, grey: 600 };
    const run = await runProgram(() => keepBusy(open(['A', 'B'], times, { red: 300 }), Object.keys(times)));
    expectRun(run, {
      prints: `
        0.0s  red    started
        0.0s  green  started
        0.3s  red    failed
        0.3s  red    started
        0.8s  red    done
        0.8s  blue   started
        0.9s  green  done
        0.9s  grey   started
        1.2s  blue   done
        1.5s  grey   done
      `,
      takes: 1500,
      sum: '0.9 for green + 0.6 for grey, with 0.3 + 0.5 + 0.4 beside them',
    });
  });

  claim(
    'keepBusy',
    'a breakdown over the very last box, all others idle, loses nothing',
    async ({ keepBusy }) => {
      const times = { a: 200, b: 300, c: 400 };
      const run = await runProgram(() =>
        keepBusy(open(['A', 'B', 'C', 'D'], times, { c: 600 }), Object.keys(times)),
      );
      expectRun(run, {
        prints: `
        0.0s  a  started
        0.0s  b  started
        0.0s  c  started
        0.2s  a  done
        0.3s  b  done
        0.6s  c  failed
        0.6s  c  started
        1.0s  c  done
      `,
        takes: 1000,
        sum: '0.6 until the breakdown + 0.4',
        returns: ['a', 'b', 'c'],
      });
    },
  );

  claim(
    'keepBusy',
    'two stations that end in the same moment both get their next box: 1.5 s',
    async ({ keepBusy }) => {
      const run = await runProgram(() => {
        // The lorry brings vaccine every half second, for all who wait for it.
        let lorry: Promise<void> | undefined;
        const station = {
          empty: async () => {
            lorry ??= sleep(500).then(() => void (lorry = undefined));
            await lorry;
          },
        };
        return keepBusy([station, { ...station }], ['1', '2', '3', '4', '5', '6']);
      });
      expectRun(run, {
        takes: 1500,
        sum: '3 × 0.5, two boxes each time',
        returns: ['1', '2', '3', '4', '5', '6'],
      });
    },
  );

  claim(
    'keepBusy',
    'of no boxes is done at once, and leaves the list it was given as it is',
    async ({ keepBusy }) => {
      const run = await runProgram(async () => {
        const boxes = ['x', 'y', 'z'];
        const nothing = await keepBusy(open(['A'], {}), []);
        const done = await keepBusy(open(['A'], { x: 100, y: 300, z: 200 }), boxes);
        return { nothing, done, boxes };
      });
      expectRun(run, {
        takes: 600,
        sum: '0 for nothing + 0.1 + 0.3 + 0.2 at one station',
        returns: { nothing: [], done: ['x', 'y', 'z'], boxes: ['x', 'y', 'z'] },
      });
    },
  );

  claim(
    'completions',
    'gives each result when it is there: at 0.5, 1.0 and 2.0 s',
    async ({ completions }) => {
      const run = await runProgram(() =>
        read(completions([later(2000, 'milk'), later(500, 'bread'), later(1000, 'eggs')])),
      );
      expectRun(run, {
        prints: `
        0.5s  reader  has bread
        1.0s  reader  has eggs
        2.0s  reader  has milk
      `,
        takes: 2000,
        sum: 'max(2.0, 0.5, 1.0)',
      });
    },
  );

  claim('completions', 'goes on after a rejection, and takes tasks too', async ({ completions }) => {
    const run = await runProgram(() => {
      const works = [() => later(700, 'tea'), () => broken(300), () => later(900, 'oil')];
      return read(completions(works.map((work) => createTask(work))));
    });
    expectRun(run, {
      prints: `
        0.3s  reader  has no power
        0.7s  reader  has tea
        0.9s  reader  has oil
      `,
      takes: 900,
      sum: 'max(0.7, 0.3, 0.9)',
    });
  });

  claim(
    'completions',
    'keeps what settles while the loop is busy, in that order',
    async ({ completions }) => {
      const run = await runProgram(async () => {
        for await (const result of completions([
          later(400, 'jam'),
          later(200, 'tea'),
          broken(300),
          later(100, 'oil'),
        ])) {
          log(said(result), 'has come');
          await sleep(1000);
          log(said(result), 'is put away');
        }
      });
      expectRun(run, {
        prints: `
        0.1s  oil       has come
        1.1s  oil       is put away
        1.1s  tea       has come
        2.1s  tea       is put away
        2.1s  no power  has come
        3.1s  no power  is put away
        3.1s  jam       has come
        4.1s  jam       is put away
      `,
        takes: 4100,
        sum: '0.1 until the first + 4 × 1.0 in the loop',
      });
    },
  );

  claim(
    'completions',
    'asks each of a hundred promises once: 0.1 s of asking, not 5.05 s',
    async ({ completions }) => {
      const run = await runProgram(async () => {
        const all = Array.from({ length: 100 }, async (_, place) => {
          await sleep(1000 + 10 * place);
          return place;
        });
        // To be asked takes a millisecond of work each time.
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
      const sum = '1.0 + 99 × 0.01 until the last one settles; the 0.1 of asking is over long before';
      expectRun(run, { takes: 1990, sum, returns: 100 });
    },
  );

  claim('completions', 'of nothing gives nothing, at once', async ({ completions }) => {
    const run = await runProgram(async () => {
      await read(completions([]));
      log('reader', 'is done');
    });
    expectRun(run, { prints: '0.0s  reader  is done', takes: 0 });
  });
});
