import { describe, expect, test } from 'vitest';
import { log, sleep } from '#workshop';
import { given } from '../../../workshop/coach/claim.ts';
import { failing, timed } from '../../timed.ts';
import { said, type Job } from './said.ts';

// A wrong cause is worse than none: these look like a cause, and have another one, or none that is known.

const soldOut = new Error('sold out');

describe('a key that is the same each time, or another', () => {
  type Pay = (payment: object) => Promise<void>;
  const pay = given('pay', (_payment: object) => sleep(100));

  /** What is said where two payments are made, and both take too long. */
  const paid = async (answer: (order: string, pay: Pay) => Promise<unknown>, orders: [string, string]) =>
    said(
      answer,
      async (own) => {
        for (const order of orders) await own(order, (payment) => pay(payment));
      },
      { takes: 100 },
    );
  const slowly = (keyOf: (order: string) => string) => async (order: string, send: Pay) =>
    send({ key: keyOf(order) });

  test('is told where it is the same for two orders, or another for the same order', async () => {
    expect(
      (
        await paid(
          slowly(() => 'a key'),
          ['milk', 'tea'],
        )
      )?.id,
    ).toBe('not-idempotent');
    let made = 0;
    expect(
      (
        await paid(
          slowly(() => `key ${(made += 1)}`),
          ['milk', 'milk'],
        )
      )?.id,
    ).toBe('not-idempotent');
  });

  test('is not, where it tells two orders apart', async () => {
    const own = slowly((order) => order);
    expect((await paid(own, ['milk', 'tea']))?.id).not.toBe('not-idempotent');
    expect((await paid(own, ['milk', 'milk']))?.id).not.toBe('not-idempotent');
  });

  test('is looked for in what says something, not in the functions that a claim makes anew', async () => {
    const answer = async (order: string, shop: { pay: Pay }) => shop.pay({ key: order });
    const use = async (own: typeof answer) => {
      for (const order of ['milk', 'milk']) await own(order, { pay: (payment) => pay(payment) });
    };
    expect((await said(answer, use, { takes: 100 }))?.id).not.toBe('not-idempotent');
  });
});

describe('a variable outside of the function', () => {
  test('is not to blame where each call clears its own timer', async () => {
    const answer = (ring: () => void, ms: number) => {
      const timer = setTimeout(ring, ms);
      return () => clearTimeout(timer);
    };
    const use = async (own: typeof answer) => {
      const stops = [200, 300].map((ms) => own(() => log(`after ${ms}`, 'rings'), ms));
      await sleep(100);
      for (const stop of stops) stop();
      await sleep(400);
    };
    const found = await said(answer, use, { takes: 400, prints: '0.2s  after 200  rings' });
    expect(found?.id).not.toBe('shared-state');
  });

  test('is not to blame where a call is stopped by what it gave itself', async () => {
    const answer = (work: (signal: AbortSignal) => Promise<void>) => {
      const controller = new AbortController();
      void work(controller.signal).catch(() => {});
      return () => controller.abort();
    };
    const use = async (own: typeof answer) => {
      const stop = own((signal) => sleep(500, { signal }));
      await sleep(100);
      stop();
      await sleep(100);
    };
    expect((await said(answer, use, { takes: 100 }))?.id).not.toBe('shared-state');
  });

  test('is not where a wrong result comes from: of an answer that was given nothing to call', async () => {
    const answer = async (price: number) => ({ total: price });
    expect((await said(answer, (own) => own(3), { returns: { total: 4 } }))?.id).toBe('wrong-value');
  });

  test('is not where a claim cannot go on with what it was given', async () => {
    const answer = (_ring: () => void): object => ({});
    const use = async (own: typeof answer) => (own(() => {}) as { stop: () => void }).stop();
    expect((await said(answer, use, { returns: undefined }))?.id).not.toBe('shared-state');
  });
});

describe('a promise in a result', () => {
  test('is found in a list, and looked for only so deep in what holds itself', async () => {
    const list: unknown[] = [];
    list.push(list);
    const answer = async (jobs: Job[], kept: unknown[]) => ({ made: jobs.map((job) => job()), kept });
    const use = (own: typeof answer) => own([timed('milk', 100, 1)], list);
    expect((await said(answer, use, { returns: { made: [1], kept: list } }))?.text).toContain(
      'It returns promises',
    );
    expect(
      (
        await said(
          async () => list,
          (own) => own(),
          { returns: [] },
        )
      )?.id,
    ).not.toBe('not-awaited');
  });

  test('is no mistake where a claim does not say what is returned', async () => {
    const answer = async (work: Job) => {
      await sleep(100);
      return [work()];
    };
    const found = await said(answer, (own) => own(timed('milk', 100, 1)), { takes: 50 });
    expect(found?.text ?? '').not.toContain('It returns promises');
  });
});

describe('a rejection that nobody handles', () => {
  test('is told with the work that failed, of several that did', async () => {
    const answer = async (first: Job, second: Job) => {
      await first().catch(() => {});
      void second();
      await sleep(300);
    };
    const use = (own: typeof answer) =>
      own(failing('milk', 100, new Error('no milk')), failing('tea', 100, soldOut));
    const found = await said(answer, use, { takes: 400 });
    expect(found?.id).toBe('unhandled-rejection');
    expect(found?.text).toContain('tea failed at 0.2 s');
  });

  test('comes from a stop, and not from an end that came too early, where something has failed', async () => {
    const answer = async (first: Job, second: (signal: AbortSignal) => Promise<void>) => {
      const controller = new AbortController();
      void second(controller.signal);
      await first().catch(() => controller.abort());
    };
    const use = (own: typeof answer) =>
      own(failing('milk', 100, soldOut), (signal) => sleep(500, { signal }));
    expect((await said(answer, use, { takes: 500 }))?.id).toBe('unhandled-rejection');
  });

  test('of an error is no stop, and comes before what still runs', async () => {
    const answer = (work: Job) => {
      void Promise.reject(soldOut);
      void work();
    };
    const found = await said(answer, (own) => own(timed('milk', 200, 1)), { takes: 200 });
    expect(found?.id).toBe('unhandled-rejection');
  });
});

describe('an error that comes out', () => {
  test('is told as one of the answer where nothing has failed, and as none where something has', async () => {
    const answer = async (job: Job) => {
      await job().catch(() => {});
      throw new Error('odd');
    };
    const found = await said(answer, (own) => own(timed('milk', 100, 1)), { takes: 100 });
    expect(found?.id).toBe('unwanted-error');
    expect(found?.text).toContain('answer, called at 0.0 s, fails with Error "odd"');
    expect(await said(answer, (own) => own(failing('milk', 100, soldOut)), { takes: 100 })).toBeUndefined();
  });

  test('and is one of the claim is told to nobody', async () => {
    const answer = async (job: Job) => job();
    const use = async (own: typeof answer) => {
      await own(timed('milk', 100, 1));
      throw soldOut;
    };
    expect(await said(answer, use, { takes: 100 })).toBeUndefined();
  });

  test('is the reason for which the answer has stopped its own work', async () => {
    const answer = async (job: (signal: AbortSignal) => Promise<unknown>) => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(soldOut), 50);
      await job(controller.signal);
    };
    const found = await said(answer, (own) => own((signal) => sleep(100, { signal })), { takes: 50 });
    expect(found?.text ?? '').not.toContain('Who throws that');
  });

  test('is a cancellation after a failure, and then not said to come from nowhere', async () => {
    const answer = async (job: Job) => {
      const controller = new AbortController();
      await job().catch(() => controller.abort());
      controller.signal.throwIfAborted();
    };
    const found = await said(answer, (own) => own(failing('milk', 100, soldOut)), { takes: 100 });
    expect(found?.text ?? '').not.toContain('though nothing that it called has failed');
  });

  test('of a type that JavaScript has, too, is the expected one', async () => {
    const tooLong = new RangeError('too long');
    const answer = async (job: Job) => {
      await job().finally(() => sleep(300));
    };
    const found = await said(answer, (own) => own(failing('milk', 100, tooLong)), {
      fails: tooLong,
      takes: 100,
    });
    expect(found?.id).not.toBe('wrong-call');
  });
});

test('an answer that fails early has not forgotten to wait: its error is told', async () => {
  const answer = async (work: Job) => {
    void work();
    throw new Error('odd');
  };
  const found = await said(answer, (own) => own(timed('milk', 100, 1)), { takes: 100 });
  expect(found?.id).toBe('unwanted-error');
});

test('the expected error of its own, only late, is told as late', async () => {
  const answer = async () => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    throw new DOMException('too late', 'TimeoutError');
  };
  const found = await said(answer, (own) => own(), { fails: { name: 'TimeoutError' }, takes: 200 });
  expect(found?.id).toBe('too-late');
});

test('what is late is not told of an answer that leaves something out', async () => {
  const answer = async (milk: Job) => {
    log('shop', 'open');
    await sleep(50);
    await milk();
  };
  const prints = '0.0s  milk  started\n0.1s  milk  done\n0.1s  shop  closed';
  const found = await said(answer, (own) => own(timed('milk', 100, 1)), { prints });
  expect(found?.id).not.toBe('too-late');
});

test('a race that nobody can win holds nothing up where it is one of two', async () => {
  const answer = async (job: Job) => Promise.race([Promise.race([]), job()]);
  const found = await said(answer, (own) => own(timed('milk', 100, 1)), { returns: 2 });
  expect(found?.id).not.toBe('first-for-all');
});

test('of two functions of one object one may stay uncalled', async () => {
  const answer = async (shop: { sell: Job; giveBack: Job }) => [await shop.sell()];
  const shop = { sell: timed('sell', 100, 'milk'), giveBack: timed('give back', 100, 'milk') };
  expect((await said(answer, (own) => own(shop), { returns: 'milk' }))?.id).not.toBe('unfinished');
});

test('of one object in a list each function is needed', async () => {
  const answer = async (shops: { serve: Job; close: () => void }[]) => shops[0]!.serve();
  const shop = { serve: async () => 'milk', close: () => {} };
  const found = await said(answer, (own) => own([shop]), { returns: 'tea' });
  expect(found?.id).toBe('unfinished');
  expect(found?.text).toContain('shops[0].close should be called, and never is');
});

test('a right result is copied from the claim only where nothing happens, and something should', async () => {
  const answer = async (_work: Job) => 'milk';
  const prints = '0.0s  milk  started\n0.1s  milk  done';
  const use = (own: typeof answer) => own(timed('milk', 100, 'milk'));
  expect((await said(answer, use, { prints, returns: 'milk' }))?.id).toBe('hard-coded');
  const waits = async (own: typeof answer) => {
    const result = await own(timed('milk', 100, 'milk'));
    await sleep(100);
    return result;
  };
  expect((await said(answer, waits, { prints, returns: 'milk' }))?.id).toBe('never-called');
  const asks = async (work: Job) => work();
  const silent = (own: typeof asks) => own(async () => 'milk');
  expect((await said(asks, silent, { prints, returns: 'milk' }))?.id).not.toBe('hard-coded');
  expect((await said(answer, use, { prints: '', takes: 100, returns: 'milk' }))?.id).not.toBe('hard-coded');
});

test('a call that cannot work with what it is given is told where its error comes out', async () => {
  const answer = async (work: (item?: string) => Promise<string>, isQuiet: boolean) => {
    const [first] = await Promise.allSettled([work()]);
    if (first.status === 'rejected' && !isQuiet) throw first.reason;
    return 'milk';
  };
  const upper = async (item?: string) => item!.toUpperCase();
  const found = await said(answer, (own) => own((item) => upper(item), false), { returns: 'tea' });
  expect(found?.id).toBe('wrong-call');
  expect(found?.text).toContain('work is called with nothing, and cannot work with that');
  const caught = await said(answer, (own) => own((item) => upper(item), false).catch(() => 'milk'), {
    returns: 'tea',
  });
  expect(caught?.id).toBe('wrong-call');
  const quiet = await said(answer, (own) => own((item) => upper(item), true), { returns: 'tea' });
  expect(quiet?.id).not.toBe('wrong-call');
});

test('what a failure kept from being called is not what something waits for', async () => {
  const answer = (first: Job, second: Job) =>
    new Promise((resolve) => {
      void first()
        .then(second)
        .then(resolve, () => {});
    });
  const use = (own: typeof answer) => own(failing('milk', 100, soldOut), timed('tea', 100, 1));
  expect((await said(answer, use, { takes: 200 }))?.id).toBe('deadlock');
});

test('a loop that sleeps without end does not look at the clock, although a call has failed before', async () => {
  const answer = async (work: Job) => {
    while (!(await work())) await sleep(1000);
  };
  const use = async (own: typeof answer) => {
    await own(failing('milk', 100, soldOut)).catch(() => {});
    await own(timed('tea', 100, false));
  };
  expect((await said(answer, use, { takes: 200 }))?.id).toBe('runaway');
});

describe('an end that comes too early', () => {
  test('is told with what is still at work, and not with a deadline that is due later', async () => {
    const answer = async (work: Job, ms: number) => {
      setTimeout(() => {}, ms);
      await work();
    };
    const use = (ms: number) => (own: typeof answer) => own(timed('milk', 100, 1), ms);
    expect((await said(answer, use(200), { takes: 200 }))?.id).toBe('not-awaited');
    expect((await said(answer, use(300), { takes: 200 }))?.id).not.toBe('not-awaited');
  });
});
