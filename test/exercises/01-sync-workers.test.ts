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

/** What `watchEventLoop` is given to report to. */
function say(late: number): void {
  log('watch', `${late} ms late`);
}

/** Gives the lateness that is reported. */
function reported(
  lateness: typeof import('../../solutions/01-sync-workers.ts').lateness,
  workFor: number,
  delay: number,
): Promise<number> {
  let reports = 0;
  return new Promise((resolve) => {
    const report = (late: number) => {
      reports += 1;
      if (reports > 1) log('second report', 'comes');
      resolve(late);
    };
    lateness(() => busy('work', workFor), delay, report);
  });
}

export default judge<typeof import('../../solutions/01-sync-workers.ts')>('01-sync-workers', (claim) => {
  claim(
    'runJobs',
    'milk, bread and eggs are done one after the other in 3.0 s, before it returns',
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
    'a job listed twice is done twice, and each has a result of its own',
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

  claim('runJobs', 'it stops at the job that fails, at 0.4 s, and throws the same error', async ({ runJobs }) => {
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

  claim('runJobs', 'an empty list gives an empty list', async ({ runJobs }) => {
    const run = await runProgram(() => runJobs([], (job) => busy(job, 100)));
    expectRun(run, { prints: '', takes: 0, returns: [] });
  });

  claim(
    'runJobs',
    'a result may be anything, also undefined, and the list of jobs is not changed',
    async ({ runJobs }) => {
      const jobs = ['milk', 'bread', 'eggs'];
      const gives: Record<string, unknown> = { milk: undefined, bread: 0, eggs: ['white', 'brown'] };
      const run = await runProgram(() => {
        const results = runJobs(jobs, (job) => gives[job]);
        return { results, jobs };
      });
      expectRun(run, {
        takes: 0,
        returns: { results: [undefined, 0, ['white', 'brown']], jobs: ['milk', 'bread', 'eggs'] },
      });
    },
  );

  claim('lateness', 'a timer for 0.1 s before 3.0 s of work is 2.9 s late', async ({ lateness }) => {
    const run = await runProgram(() => reported(lateness, 3000, 100));
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
    'a timer that is due after the work is 0 ms late, and that is reported when it fires',
    async ({ lateness }) => {
      const run = await runProgram(() => reported(lateness, 200, 500));
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
    'a measurement that begins at 1.0 s is right as well: 0.9 s of work, a timer for 0.2 s, 0.7 s late',
    async ({ lateness }) => {
      const run = await runProgram(async () => {
        await sleep(1000);
        return reported(lateness, 900, 200);
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

  claim(
    'watchEventLoop',
    'a thread that is free all the time gives 0 ms late, every 0.1 s',
    async ({ watchEventLoop }) => {
      const run = await runProgram(async () => {
        const stop = watchEventLoop(100, say);
        await sleep(350);
        stop();
      });
      expectRun(run, {
        prints: `
        0.1s  watch        0 ms late
        0.2s  watch        0 ms late
        0.3s  watch        0 ms late
      `,
        takes: 350,
        sum: '0.35 until it is stopped',
      });
    },
  );

  claim(
    'watchEventLoop',
    '1.0 s of work that begins at 0.25 s makes one report late, by 950 ms; the next comes 0.1 s after it',
    async ({ watchEventLoop }) => {
      const run = await runProgram(async () => {
        const stop = watchEventLoop(100, say);
        await sleep(250);
        busy('work', 1000);
        await sleep(250);
        stop();
      });
      expectRun(run, {
        prints: `
        0.100s  watch        0 ms late
        0.200s  watch        0 ms late
        0.250s  work         started
        1.250s  work         done
        1.250s  watch        950 ms late
        1.350s  watch        0 ms late
        1.450s  watch        0 ms late
      `,
        takes: 1500,
        sum: '0.25 + 1.0 of work + 0.25',
      });
    },
  );

  claim(
    'watchEventLoop',
    'after the stop at 0.25 s nothing is reported any more, and no timer stays armed; a second stop does no harm',
    async ({ watchEventLoop }) => {
      const run = await runProgram(async () => {
        const stop = watchEventLoop(100, say);
        await sleep(250);
        stop();
        stop();
        await sleep(50);
      });
      expectRun(run, {
        prints: `
        0.1s  watch        0 ms late
        0.2s  watch        0 ms late
      `,
        takes: 300,
        sum: '0.25 until the stop + 0.05',
      });
    },
  );

  claim(
    'watchEventLoop',
    'a stop before the first report leaves nothing to report, and no timer',
    async ({ watchEventLoop }) => {
      const run = await runProgram(() => watchEventLoop(100, say)());
      expectRun(run, { prints: '', takes: 0 });
    },
  );

  claim(
    'watchEventLoop',
    'a stop inside the second report makes it the last one',
    async ({ watchEventLoop }) => {
      const run = await runProgram(async () => {
        let reports = 0;
        const stop = watchEventLoop(100, (late) => {
          say(late);
          reports += 1;
          if (reports === 2) stop();
        });
        await sleep(250);
      });
      expectRun(run, {
        prints: `
        0.1s  watch        0 ms late
        0.2s  watch        0 ms late
      `,
        takes: 250,
        sum: '0.25 until the program ends',
      });
    },
  );

  claim(
    'watchEventLoop',
    'two watches go on side by side, and a stop at 0.35 s ends only its own',
    async ({ watchEventLoop }) => {
      const run = await runProgram(async () => {
        const stop = watchEventLoop(200, (late) => log('one', `${late} ms late`));
        const stopOther = watchEventLoop(300, (late) => log('other', `${late} ms late`));
        await sleep(350);
        stop();
        await sleep(400);
        stopOther();
      });
      expectRun(run, {
        prints: `
        0.2s  one          0 ms late
        0.3s  other        0 ms late
        0.6s  other        0 ms late
      `,
        takes: 750,
        sum: '0.35 until one is stopped + 0.4 until the other is',
      });
    },
  );
});
