import { log, sleep } from '#workshop';
import type { Find } from '../../solutions/06-cancellation.ts';
import { expectRun } from '../../workshop/coach/claim.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';
import { enclosingSignals } from '../../workshop/runtime/scope.ts';
import { judge } from '../judge.ts';
import { timed } from '../timed.ts';
import { ArmedTimers, expectWithout } from '../without.ts';

const burnt = new Error('the toast is burnt');
// The code is what only a DOMException has.
const timeUp = { name: 'TimeoutError', message: 'too late', code: DOMException.TIMEOUT_ERR };

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
      if (cleanup > 0) await sleep(cleanup);
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

/** Searches that print how they end: it takes 0.1 s to stop one. Each finds its text in capitals; `xyz` finds nothing. */
function searches(texts: Record<string, { ms: number; failure?: unknown; deaf?: boolean }>): Find {
  return async (text, signal) => {
    const { ms, failure, deaf } = texts[text]!;
    log(text, 'started');
    try {
      await sleep(ms, deaf ? {} : { signal });
    } catch (error) {
      await sleep(100);
      log(text, failure ? 'failed to clean up' : 'stopped');
      throw failure ?? error;
    }
    log(text, failure ? 'failed' : 'done');
    if (failure) throw failure;
    return text === 'xyz' ? [] : [text.toUpperCase()];
  };
}

/** Types one text, and 0.3 s later another; tells how the two calls ended. */
async function typeTwo(search: (text: string) => Promise<void>, first: string, second: string) {
  const one = search(first);
  await sleep(300);
  const calls = await Promise.allSettled([one, search(second)]);
  return calls.map(({ status }, at) => `${at === 0 ? first : second}: ${status}`);
}

const show = (hits: string[]) => log('page', `shows ${hits.join(' and ') || 'no hits'}`);

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

/** Notes whether the program that calls this calls `AbortSignal.timeout`. At its end the clock puts the real one back. */
function watchTimeouts(used: Set<string>): void {
  const { timeout } = AbortSignal;
  AbortSignal.timeout = (ms) => {
    used.add('AbortSignal.timeout');
    return timeout.call(AbortSignal, ms);
  };
}

export default judge<typeof import('../../solutions/06-cancellation.ts')>('06-cancellation', (claim) => {
  claim('searchBox', 'asks the old search to stop and shows the new hits at 0.5 s', async ({ searchBox }) => {
    const find = searches({ mi: { ms: 1500 }, milk: { ms: 200 } });
    const run = await runProgram(() => typeTwo(searchBox(find, show), 'mi', 'milk'));
    expectRun(run, {
      prints: `
        0.0s  mi           started
        0.3s  milk         started
        0.4s  mi           stopped
        0.5s  milk         done
        0.5s  page         shows MILK
      `,
      returns: ['mi: fulfilled', 'milk: fulfilled'],
      takes: 500,
      sum: '0.3 until the second text + 0.2 for its search',
    });
  });

  claim('searchBox', 'does not show an old answer that comes at 1.0 s', async ({ searchBox }) => {
    const find = searches({ mi: { ms: 1000, deaf: true }, milk: { ms: 200 } });
    const run = await runProgram(() => typeTwo(searchBox(find, show), 'mi', 'milk'));
    expectRun(run, {
      prints: `
        0.0s  mi           started
        0.3s  milk         started
        0.5s  milk         done
        0.5s  page         shows MILK
        1.0s  mi           done
      `,
      returns: ['mi: fulfilled', 'milk: fulfilled'],
      takes: 1000,
      sum: 'max(1.0, 0.3 + 0.2)',
    });
  });

  claim('searchBox', 'shows each answer when no search replaces another', async ({ searchBox }) => {
    const find = searches({ mi: { ms: 200 }, milk: { ms: 200 }, xyz: { ms: 100 } });
    const run = await runProgram(async () => {
      const search = searchBox(find, show);
      await search('mi');
      await sleep(300);
      await search('milk');
      await search('xyz');
    });
    expectRun(run, {
      prints: `
        0.0s  mi           started
        0.2s  mi           done
        0.2s  page         shows MI
        0.5s  milk         started
        0.7s  milk         done
        0.7s  page         shows MILK
        0.7s  xyz          started
        0.8s  xyz          done
        0.8s  page         shows no hits
      `,
      takes: 800,
      sum: '0.2 + 0.3 + 0.2 + 0.1',
    });
  });

  claim('searchBox', 'asks the second search to stop when a third text is typed', async ({ searchBox }) => {
    const find = searches({ m: { ms: 900 }, mi: { ms: 900 }, milk: { ms: 300 } });
    const run = await runProgram(async () => {
      const search = searchBox(find, show);
      const first = search('m');
      await sleep(200);
      const second = search('mi');
      await sleep(200);
      await Promise.all([first, second, search('milk')]);
    });
    expectRun(run, {
      prints: `
        0.0s  m            started
        0.2s  mi           started
        0.3s  m            stopped
        0.4s  milk         started
        0.5s  mi           stopped
        0.7s  milk         done
        0.7s  page         shows MILK
      `,
      takes: 700,
      sum: '0.2 + 0.2 + 0.3',
    });
  });

  claim('searchBox', 'rejects when the search for the latest text fails', async ({ searchBox }) => {
    const find = searches({ milk: { ms: 200, failure: burnt } });
    const run = await runProgram(() => searchBox(find, show)('milk'));
    expectRun(run, {
      prints: `
        0.0s  milk         started
        0.2s  milk         failed
      `,
      fails: burnt,
      takes: 200,
    });
  });

  claim('searchBox', 'resolves for a replaced search even if its cleanup fails', async ({ searchBox }) => {
    const find = searches({ mi: { ms: 900, failure: burnt }, milk: { ms: 200 } });
    const run = await runProgram(async () => {
      const search = searchBox(find, show);
      const replaced = search('mi');
      await sleep(300);
      await Promise.all([replaced, search('milk')]);
    });
    expectRun(run, {
      prints: `
        0.0s  mi           started
        0.3s  milk         started
        0.4s  mi           failed to clean up
        0.5s  milk         done
        0.5s  page         shows MILK
      `,
      takes: 500,
      sum: '0.3 until the second text + 0.2 for its search',
    });
  });

  claim('searchBox', 'lets two search boxes search at the same time', async ({ searchBox }) => {
    const find = searches({ milk: { ms: 300 }, bread: { ms: 500 } });
    const run = await runProgram(async () => {
      await Promise.all([searchBox(find, show)('milk'), searchBox(find, show)('bread')]);
    });
    expectRun(run, {
      prints: `
        0.0s  milk         started
        0.0s  bread        started
        0.3s  milk         done
        0.3s  page         shows MILK
        0.5s  bread        done
        0.5s  page         shows BREAD
      `,
      takes: 500,
      sum: 'max(0.3, 0.5)',
    });
  });

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

  claim('retry', 'rejects with the error of the last of three attempts, at 0.9 s', async ({ retry }) => {
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
  });

  claim('retry', 'ends its delay as soon as the signal aborts, at 0.703 s', async ({ retry }) => {
    const controller = new AbortController();
    const reason = new DOMException('breakfast is over', 'AbortError');
    const run = await runProgram(() => {
      setTimeout(() => controller.abort(reason), 703);
      return andLookOn(() =>
        retry(failing(200, burnt), { attempts: 3, delay: 1000, signal: controller.signal }),
      );
    });
    expectRun(run, {
      prints: `
        0.0s  attempt 1    started
        0.2s  attempt 1    failed
        0.703s  main         it failed
      `,
      fails: reason,
      takes: 2703,
      sum: '0.2 + 0.503 until the abort + 2.0 that the test looks on',
    });
  });

  claim('retry', 'lets the attempt clean up after the abort, and begins no other', async ({ retry }) => {
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
  });

  claim('retry', 'rejects with the error of a cleanup that fails after the abort', async ({ retry }) => {
    const controller = new AbortController();
    const run = await runProgram(() => {
      setTimeout(() => controller.abort(new DOMException('breakfast is over', 'AbortError')), 200);
      const work = failing(400, burnt);
      return andLookOn(() => retry(work, { attempts: 3, delay: 100, signal: controller.signal }));
    });
    expectRun(run, {
      prints: `
        0.0s  attempt 1    started
        0.2s  attempt 1    asked to stop
        0.3s  attempt 1    failed to clean up
        0.3s  main         it failed
      `,
      fails: burnt,
      takes: 2300,
      sum: '0.2 until the abort + 0.1 of cleanup + 2.0 that the test looks on',
    });
  });

  claim('retry', 'gives the result of an attempt that succeeds after the abort', async ({ retry }) => {
    const controller = new AbortController();
    const work = job('attempt 1', 500, { deaf: true });
    const run = await runProgram(() => {
      setTimeout(() => controller.abort(), 200);
      return retry(work, { attempts: 3, delay: 100, signal: controller.signal });
    });
    expectRun(run, { returns: 'attempt 1', takes: 500, sum: 'the 0.5 of the attempt' });
  });

  claim('retry', 'tries again after an AbortError of another signal', async ({ retry }) => {
    const elsewhere = new DOMException('the toaster hung up', 'AbortError');
    const work = failing(100, elsewhere);
    const run = await runProgram(() => retry(work, { attempts: 2, delay: 200, signal: never }));
    expectRun(run, { takes: 400, sum: '0.1 + 0.2 + 0.1', returns: 'attempt 2' });
  });

  claim('retry', 'makes no attempt when the signal has already aborted', async ({ retry }) => {
    const reason = new DOMException('breakfast is over', 'AbortError');
    const signal = AbortSignal.abort(reason);
    const run = await runProgram(() => retry(failing(100), { attempts: 2, delay: 200, signal }));
    expectRun(run, { prints: '', fails: reason, takes: 0 });
  });

  claim('retry', 'gives a first result of any value, such as undefined or 0', async ({ retry }) => {
    const run = await runProgram(async () => {
      const nothing = await retry<unknown>(timed('one', 100, undefined), { attempts: 3, delay: 200, signal: never });
      const zero = await retry<unknown>(timed('other', 100, 0), { attempts: 3, delay: 200, signal: never });
      return [nothing, zero];
    });
    expectRun(run, {
      prints: `
        0.0s  one          started
        0.1s  one          done
        0.1s  other        started
        0.2s  other        done
      `,
      takes: 200,
      sum: '2 × 0.1',
      returns: [undefined, 0],
    });
  });

  claim('retry', 'leaves no listener on the signal after three attempts', async ({ retry }) => {
    const { signal } = new AbortController();
    const run = await runProgram(() =>
      retry(failing(100, burnt, burnt), { attempts: 3, delay: 100, signal }),
    );
    expectRun(run, { takes: 500, sum: '3 × 0.1 + 2 × 0.1', returns: 'attempt 3', unheard: [signal] });
  });

  claim('withDeadline', 'asks the work to stop at 1.003 s and lets it clean up', async ({ withDeadline }) => {
    const run = await runProgram(() =>
      andLookOn(() => withDeadline(1003, job('toast', 2000, { cleanup: 300 }))),
    );
    expectRun(run, {
      prints: `
        0.0s  toast        started
        1.003s  toast        asked to stop
        1.303s  toast        cleaned up
        1.303s  main         it failed
      `,
      fails: timeUp,
      takes: 3303,
      sum: '1.003 until the deadline + 0.3 of cleanup + 2.0 that the test looks on',
    });
  });

  claim('withDeadline', 'gives the result of work that takes 0.5 of 0.8 s', async ({ withDeadline }) => {
    const run = await runProgram(() => withDeadline(800, job('toast', 500)));
    expectRun(run, { takes: 500, returns: 'toast' });
  });

  claim('withDeadline', 'rejects with the error of work that fails at 0.4 s', async ({ withDeadline }) => {
    const run = await runProgram(() => withDeadline(800, job('toast', 400, { failure: burnt })));
    expectRun(run, { fails: burnt, takes: 400 });
  });

  claim('withDeadline', 'rejects with the error of a cleanup that fails', async ({ withDeadline }) => {
    const run = await runProgram(() =>
      withDeadline(500, job('toast', 2000, { cleanup: 200, failure: burnt })),
    );
    expectRun(run, { fails: burnt, takes: 700, sum: '0.5 until the deadline + 0.2 of cleanup' });
  });

  claim('withDeadline', 'gives a result that comes after the deadline', async ({ withDeadline }) => {
    const run = await runProgram(() => withDeadline(500, job('toast', 900, { deaf: true })));
    expectRun(run, { takes: 900, sum: 'the 0.9 of the work', returns: 'toast' });
  });

  claim('withDeadline', 'does without withTimeout and AbortSignal.timeout', async ({ withDeadline }) => {
    const used = new Set<string>();
    const work = async (signal: AbortSignal) => {
      const around = enclosingSignals();
      const result = await job('toast', 900, { deaf: true })(signal);
      // A withTimeout around this work has a signal of its own, with a reason of its own.
      const reasons = around.map(({ reason }) => (reason instanceof DOMException ? reason.message : ''));
      if (reasons.some((reason) => reason.startsWith('The work took longer'))) used.add('withTimeout');
      return result;
    };
    const run = await runProgram(() => {
      watchTimeouts(used);
      return withDeadline(500, work);
    });
    expectRun(run, { takes: 900, sum: 'the 0.9 of the work', returns: 'toast' });
    expectWithout(run, ['withTimeout', 'AbortSignal.timeout'], used);
  });

  claim('withDeadline', 'leaves no timer, not even one that keeps no program alive', async ({ withDeadline }) => {
    const timers = new ArmedTimers();
    let leaks: string[] = [];
    const run = await runProgram(
      async () => {
        const result = await withDeadline(800, job('toast', 500));
        leaks = timers.left;
        return result;
      },
      { observer: timers },
    );
    expectRun({ ...run, leaks }, { takes: 500, returns: 'toast' });
  });
});
