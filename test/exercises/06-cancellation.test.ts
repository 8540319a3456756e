import { getEventListeners } from 'node:events';
import { log, sleep } from '#workshop';
import { expectRun } from '../../workshop/coach/claim.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';
import { judge } from '../judge.ts';

const burnt = new Error('the toast is burnt');
const timeUp = { name: 'TimeoutError' };

interface Course {
  /** How long the cleanup takes after an abort. */
  cleanup?: number;
  /** What it fails with: at its end, or in its cleanup. */
  failure?: unknown;
  /** It never looks at its signal. */
  deaf?: boolean;
}

/** Work that prints its beginning and its end, and how it takes a cancellation. Gives its own name. */
function job(name: string, ms: number, { cleanup = 0, failure, deaf }: Course = {}) {
  return async (signal: AbortSignal): Promise<string> => {
    log(name, 'started');
    try {
      await sleep(ms, deaf ? {} : { signal });
    } catch (error) {
      log(name, 'asked to stop');
      await sleep(cleanup);
      log(name, failure ? 'failed to clean up' : 'cleaned up');
      throw failure ?? error;
    }
    log(name, failure ? 'failed' : 'done');
    if (failure) throw failure;
    return name;
  };
}

/** Work that fails with each of these errors in turn, and then succeeds; an attempt takes `ms`. */
function failing(ms: number, ...errors: unknown[]) {
  let attempt = 0;
  return (signal: AbortSignal): Promise<string> => {
    attempt += 1;
    return job(`attempt ${attempt}`, ms, { failure: errors[attempt - 1], cleanup: 100 })(signal);
  };
}

/** Looks on for two more seconds after a failure, so that whatever was left running shows. */
async function andLookOn(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log('it failed');
    await sleep(2000);
    throw error;
  }
}

const never = new AbortController().signal;

export default judge<typeof import('../../solutions/06-cancellation.ts')>('06-cancellation', (claim) => {
  claim(
    'withDeadline',
    'asks the work to stop at 1.0 s, and waits for its cleanup until 1.3 s',
    async ({ withDeadline }) => {
      const run = await runProgram(() =>
        andLookOn(() => withDeadline(1000, job('toast', 2000, { cleanup: 300 }))),
      );
      expectRun(run, {
        prints: `
        0.0s  toast        started
        1.0s  toast        asked to stop
        1.3s  toast        cleaned up
        1.3s  main         it failed
      `,
        fails: timeUp,
        takes: 3300,
        sum: '1.0 until the deadline + 0.3 of cleanup + 2.0 that the test looks on',
      });
    },
  );

  claim(
    'withDeadline',
    'gives the result of work that takes 0.5 of 0.8 s, and leaves no timer',
    async ({ withDeadline }) => {
      const run = await runProgram(() => withDeadline(800, job('toast', 500)));
      expectRun(run, { takes: 500, returns: 'toast' });
    },
  );

  claim(
    'withDeadline',
    'passes on a failure of the work at 0.4 s, and leaves no timer',
    async ({ withDeadline }) => {
      const run = await runProgram(() => withDeadline(800, job('toast', 400, { failure: burnt })));
      expectRun(run, { fails: burnt, takes: 400 });
    },
  );

  claim('withDeadline', 'passes on a failure in the cleanup, not the timeout', async ({ withDeadline }) => {
    const run = await runProgram(() =>
      withDeadline(500, job('toast', 2000, { cleanup: 200, failure: burnt })),
    );
    expectRun(run, { fails: burnt, takes: 700, sum: '0.5 until the deadline + 0.2 of cleanup' });
  });

  claim(
    'withDeadline',
    'gives the result of work that cannot be stopped, though it is late',
    async ({ withDeadline }) => {
      const run = await runProgram(() => withDeadline(500, job('toast', 900, { deaf: true })));
      expectRun(run, { takes: 900, sum: 'the 0.9 of the work', returns: 'toast' });
    },
  );

  claim('retry', 'succeeds with the third attempt, at 2.6 s', async ({ retry }) => {
    const work = failing(200, burnt, burnt);
    const run = await runProgram(() => retry(work, { attempts: 5, delay: 1000, signal: never }));
    expectRun(run, {
      prints: `
        0.0s  attempt 1    started
        0.2s  attempt 1    failed
        1.2s  attempt 2    started
        1.4s  attempt 2    failed
        2.4s  attempt 3    started
        2.6s  attempt 3    done
      `,
      takes: 2600,
      sum: '3 × 0.2 + 2 × 1.0',
      returns: 'attempt 3',
    });
  });

  claim(
    'retry',
    'fails with the error of the last of three attempts, and does not wait after it',
    async ({ retry }) => {
      const last = new Error('no bread is left');
      const work = failing(100, burnt, burnt, last, last);
      const run = await runProgram(() => retry(work, { attempts: 3, delay: 300, signal: never }));
      expectRun(run, {
        prints: `
        0.0s  attempt 1    started
        0.1s  attempt 1    failed
        0.4s  attempt 2    started
        0.5s  attempt 2    failed
        0.8s  attempt 3    started
        0.9s  attempt 3    failed
      `,
        fails: last,
        takes: 900,
        sum: '3 × 0.1 + 2 × 0.3',
      });
    },
  );

  claim('retry', 'ends its delay in the moment the signal aborts, 0.7 s', async ({ retry }) => {
    const controller = new AbortController();
    const reason = new DOMException('breakfast is over', 'AbortError');
    const run = await runProgram(() => {
      setTimeout(() => controller.abort(reason), 700);
      return andLookOn(() =>
        retry(failing(200, burnt), { attempts: 3, delay: 1000, signal: controller.signal }),
      );
    });
    expectRun(run, {
      prints: `
        0.0s  attempt 1    started
        0.2s  attempt 1    failed
        0.7s  main         it failed
      `,
      fails: reason,
      takes: 2700,
      sum: '0.2 + 0.5 until the abort + 2.0 that the test looks on',
    });
  });

  claim(
    'retry',
    'tells the attempt that is under way, waits for its cleanup, and begins no other',
    async ({ retry }) => {
      const controller = new AbortController();
      const reason = new DOMException('breakfast is over', 'AbortError');
      const run = await runProgram(() => {
        setTimeout(() => controller.abort(reason), 600);
        return andLookOn(() =>
          retry(failing(400, burnt), { attempts: 4, delay: 100, signal: controller.signal }),
        );
      });
      expectRun(run, {
        prints: `
        0.0s  attempt 1    started
        0.4s  attempt 1    failed
        0.5s  attempt 2    started
        0.6s  attempt 2    asked to stop
        0.7s  attempt 2    cleaned up
        0.7s  main         it failed
      `,
        fails: reason,
        takes: 2700,
        sum: '0.4 + 0.1 + 0.1 until the abort + 0.1 of cleanup + 2.0 that the test looks on',
      });
    },
  );

  claim('retry', 'tries again after an AbortError that is not from its own signal', async ({ retry }) => {
    const elsewhere = new DOMException('the toaster hung up', 'AbortError');
    const work = failing(100, elsewhere);
    const run = await runProgram(() => retry(work, { attempts: 2, delay: 200, signal: never }));
    expectRun(run, { takes: 400, sum: '0.1 + 0.2 + 0.1', returns: 'attempt 2' });
  });

  claim('retry', 'does not begin when the signal has aborted before', async ({ retry }) => {
    const reason = new DOMException('breakfast is over', 'AbortError');
    const signal = AbortSignal.abort(reason);
    const run = await runProgram(() => retry(failing(100), { attempts: 2, delay: 200, signal }));
    expectRun(run, { prints: '', fails: reason, takes: 0 });
  });

  claim('retry', 'leaves no listener on the signal after three attempts', async ({ retry }) => {
    const { signal } = new AbortController();
    const run = await runProgram(async () => {
      const result = await retry(failing(100, burnt, burnt), { attempts: 3, delay: 100, signal });
      return { result, listeners: getEventListeners(signal, 'abort').length };
    });
    expectRun(run, { takes: 500, sum: '3 × 0.1 + 2 × 0.1', returns: { result: 'attempt 3', listeners: 0 } });
  });
});
