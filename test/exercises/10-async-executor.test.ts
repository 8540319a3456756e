import { log, sleep } from '#workshop';
import { expectRun } from '../../workshop/coach/claim.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';
import { judge } from '../judge.ts';
import { failing, timed } from '../timed.ts';

const lost = new Error('connection lost');

/** Downloads a file: it takes as long as its name says in `times`, and results in its name in capitals. */
function downloads(times: Record<string, number>, broken: string[] = []): (file: string) => Promise<string> {
  return (file) => {
    const ms = times[file]!;
    return broken.includes(file) ? failing(file, ms, lost)() : timed(file, ms, file.toUpperCase())();
  };
}

export default judge<typeof import('../../solutions/10-async-executor.ts')>('10-async-executor', (claim) => {
  claim(
    'mapLimit',
    'downloads five files, two at once, in 1.8 s, the results in their order',
    async ({ mapLimit }) => {
      const times = { a: 1000, b: 300, c: 900, d: 400, e: 600 };
      const run = await runProgram(() => mapLimit(Object.keys(times), 2, downloads(times)));
      expectRun(run, {
        prints: `
        0.0s  a  started
        0.0s  b  started
        0.3s  b  done
        0.3s  c  started
        1.0s  a  done
        1.0s  d  started
        1.2s  c  done
        1.2s  e  started
        1.4s  d  done
        1.8s  e  done
      `,
        takes: 1800,
        sum: '0.3 for b + 0.9 for c + 0.6 for e, with a and d beside them',
        returns: ['A', 'B', 'C', 'D', 'E'],
      });
    },
  );

  claim('mapLimit', 'three at once: a slow one does not hold up the others', async ({ mapLimit }) => {
    const times = { slow: 2000, two: 500, three: 400, four: 300, five: 500, six: 200, seven: 300 };
    const run = await runProgram(() => mapLimit(Object.keys(times), 3, downloads(times)));
    expectRun(run, {
      prints: `
        0.0s  slow   started
        0.0s  two    started
        0.0s  three  started
        0.4s  three  done
        0.4s  four   started
        0.5s  two    done
        0.5s  five   started
        0.7s  four   done
        0.7s  six    started
        0.9s  six    done
        0.9s  seven  started
        1.0s  five   done
        1.2s  seven  done
        2.0s  slow   done
      `,
      takes: 2000,
      sum: 'the slow one; the six others need 1.2 in the two other places',
      returns: ['SLOW', 'TWO', 'THREE', 'FOUR', 'FIVE', 'SIX', 'SEVEN'],
    });
  });

  claim(
    'mapLimit',
    'rejects at 0.5 s with the first failure, and starts nothing more',
    async ({ mapLimit }) => {
      const times = { a: 900, b: 500, c: 300, d: 200, e: 100 };
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
        prints: `
        0.0s  a     started
        0.0s  b     started
        0.5s  b     failed
        0.5s  main  it has ended
        0.9s  a     done
      `,
        fails: lost,
        takes: 2500,
        sum: '0.5 until b fails + 2.0 that the test waits',
      });
    },
  );

  claim(
    'mapLimit',
    'of nothing is nothing, and a limit of ten lets two run together',
    async ({ mapLimit }) => {
      const run = await runProgram(async () => {
        const nothing = await mapLimit([], 3, downloads({}));
        return [nothing, await mapLimit(['x', 'y'], 10, downloads({ x: 700, y: 400 }))];
      });
      expectRun(run, { takes: 700, sum: '0 for nothing + max(0.7, 0.4)', returns: [[], ['X', 'Y']] });
    },
  );

  claim('Limiter', 'lets two of five run at once; who has waited longest comes next', async ({ Limiter }) => {
    const run = await runProgram(async () => {
      const limiter = new Limiter(2);
      const all = [
        timed('A', 1000, 1),
        timed('B', 400, 2),
        timed('C', 300, 3),
        timed('D', 600, 4),
        timed('E', 500, 5),
      ];
      return Promise.all(all.map((work) => limiter.run(work)));
    });
    expectRun(run, {
      prints: `
        0.0s  A  started
        0.0s  B  started
        0.4s  B  done
        0.4s  C  started
        0.7s  C  done
        0.7s  D  started
        1.0s  A  done
        1.0s  E  started
        1.3s  D  done
        1.5s  E  done
      `,
      takes: 1500,
      sum: '1.0 for A + 0.5 for E, with B, C and D beside them',
      returns: [1, 2, 3, 4, 5],
    });
  });

  claim('Limiter', 'rejects with the error of the work, at 0.3 s', async ({ Limiter }) => {
    const run = await runProgram(() => new Limiter(3).run(failing('A', 300, lost)));
    expectRun(run, {
      prints: `
        0.0s  A  started
        0.3s  A  failed
      `,
      fails: lost,
      takes: 300,
      sum: '0.3 until A fails',
    });
  });

  claim('Limiter', 'gives back the slot of work that fails', async ({ Limiter }) => {
    const run = await runProgram(async () => {
      const limiter = new Limiter(1);
      const works = [failing('A', 300, lost), failing('B', 200, lost), timed('C', 500, 'saved')];
      const results = await Promise.allSettled(works.map((work) => limiter.run<string>(work)));
      return results.map((result) => (result.status === 'fulfilled' ? result.value : result.reason));
    });
    expectRun(run, {
      prints: `
        0.0s  A  started
        0.3s  A  failed
        0.3s  B  started
        0.5s  B  failed
        0.5s  C  started
        1.0s  C  done
      `,
      takes: 1000,
      sum: '0.3 + 0.2 + 0.5, one slot',
      returns: [lost, lost, 'saved'],
    });
  });

  claim(
    'Limiter',
    'gives back the slot of work that throws before it returns a promise',
    async ({ Limiter }) => {
      const run = await runProgram(async () => {
        const limiter = new Limiter(1);
        const broken = (): string => {
          log('B', 'started');
          log('B', 'failed');
          throw lost;
        };
        const works = [timed('A', 300, 'saved'), broken, timed('C', 500, 'saved too')];
        const results = await Promise.allSettled(works.map((work) => limiter.run<string>(work)));
        return results.map((result) => (result.status === 'fulfilled' ? result.value : result.reason));
      });
      expectRun(run, {
        prints: `
        0.0s  A  started
        0.3s  A  done
        0.3s  B  started
        0.3s  B  failed
        0.3s  C  started
        0.8s  C  done
      `,
        takes: 800,
        sum: '0.3 + 0 + 0.5, one slot',
        returns: ['saved', lost, 'saved too'],
      });
    },
  );

  claim(
    'Limiter',
    'lets nobody overtake who comes in the very moment a slot becomes free',
    async ({ Limiter }) => {
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
      expectRun(run, { prints: transcript.join(''), takes: 4200, sum: '7 rounds × (0.1 + 0.2 + 0.3)' });
    },
  );
});
