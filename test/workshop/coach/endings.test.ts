import { describe, expect, test } from 'vitest';
import { log, sleep } from '#workshop';
import { failing, timed } from '../../timed.ts';
import { said, type Job } from './said.ts';

// How a run comes to no end, and why.

type Work = (item?: unknown, signal?: AbortSignal) => Promise<unknown>;

describe('what is called again and again', () => {
  /** What is said to an answer that calls `work` without end; `work` takes so long (ms). */
  const endlessly = async (answer: (work: Work, signal: AbortSignal) => unknown, ms = 0) => {
    const work = async () => (ms > 0 ? sleep(ms) : undefined);
    const controller = new AbortController();
    const found = await said(
      answer,
      (own) => {
        setTimeout(() => controller.abort(), 100);
        return own(work, controller.signal);
      },
      { takes: 100 },
    );
    expect(found?.text).toContain('work is called again and again, 3,000 times');
    return found;
  };

  test('with something, has no end', async () => {
    const found = await endlessly(async (work) => {
      for (;;) await work('milk');
    });
    expect(found?.id).toBe('runaway');
  });

  test('with nothing at all, has no end either', async () => {
    const found = await endlessly(async (work) => {
      for (;;) await work();
    });
    expect(found?.id).toBe('runaway');
  });

  test('with undefined, has gone past the end of something', async () => {
    const found = await endlessly(async (work) => {
      for (const items = ['milk']; ;) await work(items.shift());
    });
    expect(found?.id).toBe('wrong-call');
  });

  test('while the first call is under way, is not waited for', async () => {
    const found = await endlessly((work) => {
      for (;;) void work('milk');
    }, 100);
    expect(found?.id).toBe('not-awaited');
  });

  test('without the signal, hears of no abort; with it, it is the loop that does not look', async () => {
    const deaf = await endlessly(async (work) => {
      for (;;) await work('milk');
    }, 1);
    expect(deaf?.id).toBe('signal-not-passed');
    expect(deaf?.text).toContain('the signal of answer has aborted at 0.1 s: work was given no signal');
    const blind = await endlessly(async (work, signal) => {
      for (;;) await work('milk', signal);
    }, 1);
    expect(blind?.id).toBe('runaway');
  });
});

describe('a place that is not given back', () => {
  const lines = `
    0.0s  milk  started
    0.1s  milk  done
    0.1s  tea   started
    0.2s  tea   done
  `;

  test('is told where as many as may have run, and the next one never starts', async () => {
    const answer = async (jobs: Job[]) => {
      await jobs[0]!();
      await new Promise(() => {});
    };
    const use = (own: typeof answer) => own([timed('milk', 100, 1), timed('tea', 100, 2)]);
    expect((await said(answer, use, { prints: lines, limit: 1 }))?.id).toBe('slot-leak');
    // Where two may run, one place was free all the time.
    expect((await said(answer, use, { prints: lines, limit: 2 }))?.id).toBe('deadlock');
  });

  test('is not, while the work that has it is not over', async () => {
    const answer = async (jobs: Job[]) => {
      for (const job of jobs) await job();
    };
    const stuck = async () => {
      log('eggs', 'started');
      log('eggs', 'waits');
      await new Promise(() => {});
    };
    const use = (own: typeof answer) => own([stuck, timed('milk', 100, 1), timed('tea', 100, 2)]);
    expect((await said(answer, use, { prints: lines, limit: 1 }))?.id).toBe('deadlock');
  });
});

describe('a wait for what never happens', () => {
  test('is told with what ended last, and not with what has not ended', async () => {
    const answer = async (first: Job, second: Job) => {
      await Promise.all([first(), second()]);
    };
    const never = async () => {
      await sleep(300);
      await new Promise(() => {});
    };
    const found = await said(answer, (own) => own(timed('milk', 100, 1), never), { takes: 100 });
    expect(found?.id).toBe('deadlock');
    expect(found?.text).toContain('The last thing that ended was milk, at 0.1 s.');
  });

  test('is told with a failure only where all has ended', async () => {
    const answer = async (first: Job, second: Job) => {
      await Promise.allSettled([first(), second()]);
      await new Promise(() => {});
    };
    const soldOut = new Error('sold out');
    const over = await said(answer, (own) => own(failing('milk', 100, soldOut), timed('tea', 200, 1)), {
      takes: 200,
    });
    expect(over?.text).toContain('milk failed at 0.1 s: does a failure count as an end, too?');
    const never = () => new Promise(() => {});
    const open = await said(answer, (own) => own(failing('milk', 100, soldOut), never), { takes: 200 });
    expect(open?.text).not.toContain('does a failure count as an end');
  });

  describe('after somebody has asked to stop', () => {
    const answer = async (work: Job, signal: AbortSignal) => {
      await work();
      await new Promise<void>((resolve) => {
        if (signal.aborted) return;
        setTimeout(resolve, 300);
      });
    };
    /** What is said to it, of work that takes so long (ms) and is asked to stop at 0.1 s. */
    const stopped = async (ms: number, prints: string) => {
      const controller = new AbortController();
      return said(
        answer,
        (own) => {
          setTimeout(() => controller.abort(), 100);
          return own(timed('milk', ms, 1), controller.signal);
        },
        { prints },
      );
    };

    test('is a cancellation that was taken for something else', async () => {
      const found = await stopped(200, '0.0s  milk  started\n0.2s  milk  done');
      expect(found?.id).toBe('swallowed-cancellation');
    });

    test('is told as a wait where something else should have been begun, or has come too late', async () => {
      const more = await stopped(200, '0.0s  milk  started\n0.2s  milk  done\n0.2s  tea  started');
      expect(more?.id).toBe('deadlock');
      const late = await stopped(200, '0.0s  milk  started\n0.1s  milk  done');
      expect(late?.id).toBe('deadlock');
    });
  });
});
