import { describe, expect, test } from 'vitest';
import { log, sleep } from '#workshop';
import { failing, timed } from '../../timed.ts';
import { said, type Job } from './said.ts';

// The facts that a cause is told with: the very call, the very value. That each wrong answer gets its own cause is proved by
// test/mistakes.

describe('what comes too late', () => {
  test('names the call that it waits for, and when that was made', async () => {
    const answer = async (user: Job, orders: Job) => {
      await Promise.all([user(), orders()]);
    };
    const use = (own: typeof answer) => own(timed('Ada', 200, 1), timed('all orders', 900, 2));
    const found = await said(answer, use, { takes: 200 });
    expect(found?.id).toBe('too-late');
    expect(found?.text).toContain(
      'Until then it waits for orders (all orders), called at 0.0 s. Does it have to?',
    );
  });

  test('names the timer that should fire earlier', async () => {
    const answer = () => sleep(700);
    const found = await said(answer, (own) => own(), { takes: 500 });
    expect(found?.text).toContain('armed at 0.0 s, fires at 0.7 s; it should go on at 0.5 s.');
  });

  test('names the timer that held the call back', async () => {
    const answer = async (work: Job) => {
      await work();
      await sleep(700);
      await work();
    };
    const found = await said(answer, (own) => own(timed('toast', 100, 1)), { takes: 500 });
    expect(found?.text).toContain(
      'work (toast), called at 0.8 s, when a timer of its own, armed at 0.1 s, had fired',
    );
  });
});

describe('a value that is there and is taken for none', () => {
  const odd = [1, 0, 2];

  test('is an item of a list that nothing is called with', async () => {
    const answer = async (items: number[], work: (item: number) => Promise<void>) => {
      for (const item of items) if (item) await work(item);
      return items.length;
    };
    const use = (own: typeof answer) => own(odd, () => sleep(100));
    const found = await said(answer, use, { takes: 300, returns: 3 });
    expect(found?.id).toBe('lost-item');
    expect(found?.text).toContain('nothing is ever called with 0');
  });

  test('is a result that is waited for after it has come', async () => {
    const answer = (jobs: Job[]) =>
      new Promise((resolve) => {
        const results: unknown[] = [];
        for (const [place, job] of jobs.entries())
          void job().then((result) => {
            results[place] = result;
            if (results.filter(Boolean).length === jobs.length) resolve(results);
          });
      });
    const use = (own: typeof answer) => own([timed('milk', 100, 1), timed('tea', 200, 0)]);
    const found = await said(answer, use, { takes: 200, returns: [1, 0] });
    expect(found?.id).toBe('lost-item');
    expect(found?.text).toContain('tea gave 0 at 0.2 s');
  });

  test('is no cause of a wait for something that nobody does, where every value is true', async () => {
    const answer = async (jobs: Job[]) => {
      for (const job of jobs) await job();
      await new Promise(() => {});
    };
    const use = (own: typeof answer) => own([timed('milk', 100, 1), timed('tea', 200, 2)]);
    const found = await said(answer, use, { takes: 200, returns: [1, 2] });
    expect(found?.id).toBe('deadlock');
    expect(found?.text).toContain('The last thing that ended was tea, at 0.3 s.');
  });
});

test('a stop that ends the other one is told with the variable that both share', async () => {
  let timer: NodeJS.Timeout | undefined;
  const answer = (ring: () => void, ms: number) => {
    timer = setTimeout(ring, ms);
    return () => clearTimeout(timer);
  };
  const use = async (own: typeof answer) => {
    const stop = own(() => log('one', 'rings'), 200);
    own(() => log('other', 'rings'), 300);
    stop();
    await sleep(400);
  };
  const found = await said(answer, use, { prints: '0.3s  other  rings' });
  expect(found?.id).toBe('shared-state');
});

test('an error that is reported as a text is told as such, and not as a success', async () => {
  const answer = async (work: Job, report: (error: unknown) => void) => {
    await work().catch((error: unknown) => report(String(error)));
  };
  const print = (error: unknown) => log('report', error instanceof Error ? error.message : 'no error');
  const use = (own: typeof answer) => own(failing('entry', 100, new Error('no space left')), print);
  const found = await said(answer, use, {
    prints: '0.0s  entry  started\n0.1s  entry  failed\n0.1s  report  no space left',
  });
  expect(found?.id).toBe('wrong-error');
  expect(found?.text).toContain('report is called with the text "Error: no space left"');
});

test('an order that no work had is not blamed on the order in which work finished', async () => {
  const answer = async (jobs: Job[]) => {
    const results: unknown[] = [];
    for (const job of jobs) results.unshift(await job());
    return results;
  };
  const use = (own: typeof answer) => own([timed('milk', 100, 1), timed('tea', 50, 2)]);
  expect((await said(answer, use, { returns: [1, 2] }))?.id).toBe('wrong-order');
});

test('handlers that pile up are told with their number, and those that are few enough are not told', async () => {
  const answer = async (work: Job) => void (await work());
  const use = (own: typeof answer) => own(timed('milk', 100, 1));
  const found = await said(answer, use, { takes: 100, handlers: { seen: 12, most: 9 } });
  expect(found?.id).toBe('leaked-handler');
  expect(found?.text).toContain('One promise was given 12 handlers.');
  expect(await said(answer, use, { takes: 100, handlers: { seen: 9, most: 9 } })).toBeUndefined();
});
