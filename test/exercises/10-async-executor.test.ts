import { AsyncExecutor, log, sleep } from '#workshop';
import { expectRun } from '../../workshop/coach/claim.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';
import { judge } from '../judge.ts';
import { failing, timed } from '../timed.ts';
import { expectWithout } from '../without.ts';

const lost = new Error('connection lost');

/** Downloads a file: it takes as long as `times` says for its name, and results in its name in capitals. */
function downloads(times: Record<string, number>, broken: string[] = []): (file: string) => Promise<string> {
  return (file) => {
    const ms = times[file]!;
    return broken.includes(file) ? failing(file, ms, lost)() : timed(file, ms, file.toUpperCase())();
  };
}

/** Gives the answer's last tasks the few microtasks they may need to end after its promise has settled. */
async function settled<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } finally {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  }
}

/** Results that are easily taken for no result. */
const oddResults: unknown[] = [undefined, 0, '', null, false, [], [[1], [2]]];

export default judge<typeof import('../../solutions/10-async-executor.ts')>('10-async-executor', (claim) => {
  claim(
    'importAlbum',
    'with two slots, five pictures take 1.808 s, two at a time',
    async ({ importAlbum }) => {
      const times = { a: 1003, b: 301, c: 907, d: 401, e: 600 };
      const run = await runProgram(async () => {
        const executor = new AsyncExecutor({ maxRunning: 2 });
        const results = await settled(importAlbum(Object.keys(times), downloads(times), executor));
        return results.map((result) => (result.status === 'fulfilled' ? result.value : result.reason));
      });
      expectRun(run, {
        limit: 2,
        prints: `
        0.0s    a  started
        0.0s    b  started
        0.301s  b  done
        0.301s  c  started
        1.003s  a  done
        1.003s  d  started
        1.208s  c  done
        1.208s  e  started
        1.404s  d  done
        1.808s  e  done
      `,
        takes: 1808,
        sum: '0.301 for b + 0.907 for c + 0.6 for e, with a and d beside them',
        returns: ['A', 'B', 'C', 'D', 'E'],
      });
    },
  );

  claim(
    'importAlbum',
    'a failed picture shows in the result, the others are imported',
    async ({ importAlbum }) => {
      const times = { a: 503, b: 301, c: 407, d: 601 };
      const run = await runProgram(() => {
        const executor = new AsyncExecutor({ maxRunning: 1 });
        return settled(importAlbum(Object.keys(times), downloads(times, ['b', 'd']), executor));
      });
      expectRun(run, {
        limit: 1,
        prints: `
        0.0s    a  started
        0.503s  a  done
        0.503s  b  started
        0.804s  b  failed
        0.804s  c  started
        1.211s  c  done
        1.211s  d  started
        1.812s  d  failed
      `,
        takes: 1812,
        sum: '0.503 + 0.301 + 0.407 + 0.601, one slot',
        returns: [
          { status: 'fulfilled', value: 'A' },
          { status: 'rejected', reason: lost },
          { status: 'fulfilled', value: 'C' },
          { status: 'rejected', reason: lost },
        ],
      });
    },
  );

  claim(
    'importAlbum',
    'albums imported together share the slots of one executor',
    async ({ importAlbum }) => {
      const times = { sea: 1003, sun: 602, cat: 501, dog: 804, owl: 307 };
      const run = await runProgram(async () => {
        const executor = new AsyncExecutor({ maxRunning: 2 });
        await Promise.all([
          importAlbum(['sea', 'sun'], downloads(times), executor),
          importAlbum(['cat', 'dog'], downloads(times), executor),
        ]);
        await settled(importAlbum(['owl'], downloads(times), executor));
      });
      expectRun(run, {
        limit: 2,
        prints: `
        0.0s    sea  started
        0.0s    sun  started
        0.602s  sun  done
        0.602s  cat  started
        1.003s  sea  done
        1.003s  dog  started
        1.103s  cat  done
        1.807s  dog  done
        1.807s  owl  started
        2.114s  owl  done
      `,
        takes: 2114,
        sum: '1.003 for sea + 0.804 for dog + 0.307 for owl, with sun and cat beside them',
      });
    },
  );

  claim(
    'importAlbum',
    'an album is imported at 0.602 s, though another one takes until 1.305 s',
    async ({ importAlbum }) => {
      const times = { sun: 602, cat: 501, dog: 804 };
      const run = await runProgram(async () => {
        const executor = new AsyncExecutor({ maxRunning: 2 });
        const album = async (lane: string, ...pictures: string[]) => {
          await importAlbum(pictures, downloads(times), executor);
          log(lane, 'is imported');
        };
        await settled(Promise.all([album('summer', 'sun'), album('pets', 'cat', 'dog')]));
      });
      expectRun(run, {
        limit: 2,
        prints: `
        0.0s    sun     started
        0.0s    cat     started
        0.501s  cat     done
        0.501s  dog     started
        0.602s  sun     done
        0.602s  summer  is imported
        1.305s  dog     done
        1.305s  pets    is imported
      `,
        takes: 1305,
        sum: '0.501 for cat + 0.804 for dog, with sun beside them',
      });
    },
  );

  claim('importAlbum', 'an empty album is imported immediately', async ({ importAlbum }) => {
    const run = await runProgram(() => importAlbum([], downloads({}), new AsyncExecutor({ maxRunning: 3 })));
    expectRun(run, { takes: 0, returns: [] });
  });

  claim('mapLimit', 'with a limit of two, five files take 1.808 s, in their order', async ({ mapLimit }) => {
    const times = { a: 1003, b: 301, c: 907, d: 401, e: 600 };
    const run = await runProgram(() => settled(mapLimit(Object.keys(times), 2, downloads(times))));
    expectRun(run, {
      limit: 2,
      prints: `
        0.0s    a  started
        0.0s    b  started
        0.301s  b  done
        0.301s  c  started
        1.003s  a  done
        1.003s  d  started
        1.208s  c  done
        1.208s  e  started
        1.404s  d  done
        1.808s  e  done
      `,
      takes: 1808,
      sum: '0.301 for b + 0.907 for c + 0.6 for e, with a and d beside them',
      returns: ['A', 'B', 'C', 'D', 'E'],
    });
  });

  claim(
    'mapLimit',
    'with a limit of three, a slow file does not hold up the others',
    async ({ mapLimit }) => {
      const times = { slow: 2003, two: 500, three: 400, four: 300, five: 500, six: 200, seven: 300 };
      const run = await runProgram(() => settled(mapLimit(Object.keys(times), 3, downloads(times))));
      expectRun(run, {
        limit: 3,
        prints: `
        0.0s    slow   started
        0.0s    two    started
        0.0s    three  started
        0.4s    three  done
        0.4s    four   started
        0.5s    two    done
        0.5s    five   started
        0.7s    four   done
        0.7s    six    started
        0.9s    six    done
        0.9s    seven  started
        1.0s    five   done
        1.2s    seven  done
        2.003s  slow   done
      `,
        takes: 2003,
        sum: 'the slow one; the six others need 1.2 in the two other slots',
        returns: ['SLOW', 'TWO', 'THREE', 'FOUR', 'FIVE', 'SIX', 'SEVEN'],
      });
    },
  );

  claim('mapLimit', 'rejects with the first failure, and starts no further item', async ({ mapLimit }) => {
    const times = { a: 907, b: 503, c: 300, d: 200, e: 100 };
    const run = await runProgram(async () => {
      try {
        return await mapLimit(Object.keys(times), 2, downloads(times, ['b']));
      } finally {
        log('it has ended');
        // Stays to see what goes on.
        await sleep(2000);
      }
    });
    expectRun(run, {
      limit: 2,
      prints: `
        0.0s    a     started
        0.0s    b     started
        0.503s  b     failed
        0.503s  main  it has ended
        0.907s  a     done
      `,
      fails: lost,
      takes: 2503,
      sum: '0.503 until b fails + 2.0 that the test waits',
    });
  });

  claim('mapLimit', 'rejects at 0.401 s too when no item is waiting any more', async ({ mapLimit }) => {
    const run = await runProgram(() => mapLimit(['a', 'b'], 2, downloads({ a: 203, b: 401 }, ['b'])));
    expectRun(run, {
      limit: 2,
      prints: `
        0.0s    a  started
        0.0s    b  started
        0.203s  a  done
        0.401s  b  failed
      `,
      fails: lost,
      takes: 401,
      sum: '0.401 until b fails',
    });
  });

  claim('mapLimit', 'an empty list gives an empty list, and the limit may be large', async ({ mapLimit }) => {
    const run = await runProgram(async () => {
      const nothing = await mapLimit([], 3, downloads({}));
      return [nothing, await settled(mapLimit(['x', 'y'], 10, downloads({ x: 703, y: 401 })))];
    });
    expectRun(run, { takes: 703, sum: '0 for nothing + max(0.703, 0.401)', returns: [[], ['X', 'Y']] });
  });

  claim('mapLimit', 'a result may be any value: undefined, 0, an empty list; items is not changed', async ({ mapLimit }) => {
    const late = async (result: unknown) => {
      await sleep(103);
      return result;
    };
    const items = [...oddResults];
    const run = await runProgram(async () => {
      const results = await settled(mapLimit(items, 2, late));
      return { results, items };
    });
    expectRun(run, {
      limit: 2,
      takes: 412,
      sum: '4 × 0.103, two at a time',
      returns: { results: oddResults, items: oddResults },
    });
  });

  claim('mapLimit', 'an item that is listed twice has two results', async ({ mapLimit }) => {
    let count = 0;
    const number = async (item: string) => {
      count += 1;
      const result = `${item} ${count}`;
      await sleep(103);
      return result;
    };
    const run = await runProgram(() => settled(mapLimit(['tea', 'milk', 'tea'], 2, number)));
    expectRun(run, {
      limit: 2,
      takes: 206,
      sum: '2 × 0.103, two at a time',
      returns: ['tea 1', 'milk 2', 'tea 3'],
    });
  });

  claim('Limiter', 'of five, two run at the same time, first come, first served', async ({ Limiter }) => {
    const run = await runProgram(async () => {
      const limiter = new Limiter(2);
      const all = [
        timed('A', 1003, 1),
        timed('B', 401, 2),
        timed('C', 300, 3),
        timed('D', 600, 4),
        timed('E', 500, 5),
      ];
      return Promise.all(all.map((work) => limiter.run(work)));
    });
    expectRun(run, {
      limit: 2,
      prints: `
        0.0s    A  started
        0.0s    B  started
        0.401s  B  done
        0.401s  C  started
        0.701s  C  done
        0.701s  D  started
        1.003s  A  done
        1.003s  E  started
        1.301s  D  done
        1.503s  E  done
      `,
      takes: 1503,
      sum: '1.003 for A + 0.5 for E, with B, C and D beside them',
      returns: [1, 2, 3, 4, 5],
    });
    expectWithout(run, ['AsyncExecutor']);
  });

  claim('Limiter', 'run rejects with the error of the work, at 0.303 s', async ({ Limiter }) => {
    const run = await runProgram(() => new Limiter(3).run(failing('A', 303, lost)));
    expectRun(run, {
      prints: `
        0.0s    A  started
        0.303s  A  failed
      `,
      fails: lost,
      takes: 303,
      sum: '0.303 until A fails',
    });
  });

  claim('Limiter', 'work that fails gives its slot back', async ({ Limiter }) => {
    const run = await runProgram(async () => {
      const limiter = new Limiter(1);
      const works = [failing('A', 303, lost), failing('B', 200, lost), timed('C', 500, 'saved')];
      const results = await Promise.allSettled(works.map((work) => limiter.run<string>(work)));
      return results.map((result) => (result.status === 'fulfilled' ? result.value : result.reason));
    });
    expectRun(run, {
      limit: 1,
      prints: `
        0.0s    A  started
        0.303s  A  failed
        0.303s  B  started
        0.503s  B  failed
        0.503s  C  started
        1.003s  C  done
      `,
      takes: 1003,
      sum: '0.303 + 0.2 + 0.5, one slot',
      returns: [lost, lost, 'saved'],
    });
  });

  claim('Limiter', 'work that throws before there is a promise gives its slot back', async ({ Limiter }) => {
    const run = await runProgram(async () => {
      const limiter = new Limiter(1);
      const broken = (): string => {
        log('B', 'started');
        log('B', 'failed');
        throw lost;
      };
      const works = [timed('A', 303, 'saved'), broken, timed('C', 500, 'saved too')];
      const results = await Promise.allSettled(works.map((work) => limiter.run<string>(work)));
      return results.map((result) => (result.status === 'fulfilled' ? result.value : result.reason));
    });
    expectRun(run, {
      limit: 1,
      prints: `
        0.0s    A  started
        0.303s  A  done
        0.303s  B  started
        0.303s  B  failed
        0.303s  C  started
        0.803s  C  done
      `,
      takes: 803,
      sum: '0.303 + 0 + 0.5, one slot',
      returns: ['saved', lost, 'saved too'],
    });
  });

  claim('Limiter', 'a call that arrives just as a slot comes free waits its turn', async ({ Limiter }) => {
    // How many turns later the newcomer comes: one of these falls between the end of the first and the next start.
    const rounds = [0, 1, 2, 3, 4, 5, 6];
    const run = await runProgram(async () => {
      for (const turns of rounds) {
        const limiter = new Limiter(2);
        let newcomer: Promise<number> | undefined;
        const first = async () => {
          const result = await timed('first', 100, 1)();
          void (async () => {
            for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
            newcomer = limiter.run(timed('newcomer', 300, 3));
          })();
          return result;
        };
        const beside = timed('beside', 500, 0);
        await Promise.all([beside, first, timed('waiting', 200, 2)].map((work) => limiter.run(work)));
        await newcomer;
      }
    });
    const transcript = rounds.map((round) => {
      const at = (ms: number) => `${((round * 600 + ms) / 1000).toFixed(1)}s`;
      return `
        ${at(0)}  beside    started
        ${at(0)}  first     started
        ${at(100)}  first     done
        ${at(100)}  waiting   started
        ${at(300)}  waiting   done
        ${at(300)}  newcomer  started
        ${at(500)}  beside    done
        ${at(600)}  newcomer  done
      `;
    });
    expectRun(run, { limit: 2, prints: transcript.join(''), takes: 4200, sum: '7 rounds × (0.1 + 0.2 + 0.3)' });
  });

  claim('Limiter', 'when all work has ended, every slot is free again, and no more', async ({ Limiter }) => {
    const run = await runProgram(async () => {
      const limiter = new Limiter(2);
      const batch = async (names: string[]) => {
        await Promise.all(names.map((name) => limiter.run(timed(name, 301, name))));
      };
      await batch(['A', 'B', 'C', 'D', 'E']);
      await sleep(97);
      await batch(['F', 'G', 'H']);
    });
    expectRun(run, {
      limit: 2,
      prints: `
        0.0s    A  started
        0.0s    B  started
        0.301s  A  done
        0.301s  C  started
        0.301s  B  done
        0.301s  D  started
        0.602s  C  done
        0.602s  E  started
        0.602s  D  done
        0.903s  E  done
        1.0s    F  started
        1.0s    G  started
        1.301s  F  done
        1.301s  H  started
        1.301s  G  done
        1.602s  H  done
      `,
      takes: 1602,
      sum: '3 × 0.301 for five in two slots + 0.097 of pause + 2 × 0.301 for three',
    });
  });

  claim('Limiter', 'run resolves with any value: undefined, 0, an empty list', async ({ Limiter }) => {
    const run = await runProgram(async () => {
      const limiter = new Limiter(2);
      return Promise.all(oddResults.map((result) => limiter.run(() => sleep(103).then(() => result))));
    });
    expectRun(run, { limit: 2, takes: 412, sum: '4 × 0.103, two at a time', returns: oddResults });
  });
});
