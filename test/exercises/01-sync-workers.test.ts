import { block, log, sleep } from '#workshop';
import { expectRun } from '../../workshop/coach/claim.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';
import { judge } from '../judge.ts';

/** Synchronous work that says when it begins and when it has ended. */
function busy(lane: string, ms: number): void {
  log(lane, 'started');
  block(ms);
  log(lane, 'done');
}

export default judge<typeof import('../../solutions/01-sync-workers.ts')>('01-sync-workers', (claim) => {
  claim(
    'runJobs',
    'does milk, bread and eggs one after the other: 3.0 s, and all is done when it returns',
    async ({ runJobs }) => {
      const times: Record<string, number> = { milk: 1000, bread: 1500, eggs: 500 };
      const run = await runProgram(() => {
        const results = runJobs(Object.keys(times), (job) => {
          busy(job, times[job]!);
          return `${job} is here`;
        });
        log('runJobs has returned');
        return results;
      });
      expectRun(run, {
        prints: `
        0.0s  milk         started
        1.0s  milk         done
        1.0s  bread        started
        2.5s  bread        done
        2.5s  eggs         started
        3.0s  eggs         done
        3.0s  main         runJobs has returned
      `,
        takes: 3000,
        sum: '1.0 + 1.5 + 0.5',
        returns: ['milk is here', 'bread is here', 'eggs is here'],
      });
    },
  );

  claim(
    'runJobs',
    'does a job that stands there twice two times, each with a result of its own',
    async ({ runJobs }) => {
      let number = 0;
      const run = await runProgram(() =>
        runJobs(['tea', 'milk', 'tea'], (job) => {
          busy(job, 200);
          number += 1;
          return `${job} ${number}`;
        }),
      );
      expectRun(run, {
        prints: `
        0.0s  tea          started
        0.2s  tea          done
        0.2s  milk         started
        0.4s  milk         done
        0.4s  tea          started
        0.6s  tea          done
      `,
        takes: 600,
        sum: '0.2 + 0.2 + 0.2',
        returns: ['tea 1', 'milk 2', 'tea 3'],
      });
    },
  );

  claim('runJobs', 'stops at the job that fails, at 0.4 s, and lets its error out', async ({ runJobs }) => {
    const soldOut = new Error('bread is sold out');
    const run = await runProgram(() =>
      runJobs(['milk', 'bread', 'eggs'], (job) => {
        log(job, 'started');
        block(200);
        if (job === 'bread') {
          log(job, 'failed');
          throw soldOut;
        }
        log(job, 'done');
        return job;
      }),
    );
    expectRun(run, {
      prints: `
        0.0s  milk         started
        0.2s  milk         done
        0.2s  bread        started
        0.4s  bread        failed
      `,
      fails: soldOut,
      takes: 400,
      sum: '0.2 for the milk + 0.2 for the bread',
    });
  });

  claim('runJobs', 'of no jobs gives no results, at once', async ({ runJobs }) => {
    const run = await runProgram(() => runJobs([], (job) => busy(job, 100)));
    expectRun(run, { prints: '', takes: 0, returns: [] });
  });

  claim('lateness', 'of a timer for 0.1 s before 3.0 s of work is 2.9 s', async ({ lateness }) => {
    const run = await runProgram(() => lateness(() => busy('work', 3000), 100));
    expectRun(run, {
      prints: `
        0.0s  work         started
        3.0s  work         done
      `,
      takes: 3000,
      sum: 'max(3.0 of work, 0.1)',
      returns: 2900,
    });
  });

  claim(
    'lateness',
    'of a timer that is due after the work is 0, and it is known when the timer fires',
    async ({ lateness }) => {
      const run = await runProgram(() => lateness(() => busy('work', 200), 500));
      expectRun(run, {
        prints: `
        0.0s  work         started
        0.2s  work         done
      `,
        takes: 500,
        sum: 'max(0.2 of work, 0.5)',
        returns: 0,
      });
    },
  );

  claim(
    'lateness',
    'is right at any time of day: 0.7 s, for a measurement that begins at 1.0 s',
    async ({ lateness }) => {
      const run = await runProgram(async () => {
        await sleep(1000);
        return lateness(() => busy('work', 900), 200);
      });
      expectRun(run, {
        prints: `
        1.0s  work         started
        1.9s  work         done
      `,
        takes: 1900,
        sum: '1.0 before it + max(0.9 of work, 0.2)',
        returns: 700,
      });
    },
  );
});
