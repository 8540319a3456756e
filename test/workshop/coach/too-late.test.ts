import { describe, expect, test } from 'vitest';
import { block, log, sleep } from '#workshop';
import { failing, timed } from '../../timed.ts';
import { said, type Job } from './said.ts';

// What holds an answer up: each of the sums that the coach can do, and what is none of them.

const soldOut = new Error('sold out');

describe('a failure that comes out late', () => {
  const retry = async (attempts: number, work: Job) => {
    for (let left = attempts; ; left -= 1) {
      try {
        return await work();
      } catch (error) {
        await sleep(100);
        if (left === 1) throw error;
      }
    }
  };

  test('has waited for a pause that no attempt follows', async () => {
    let made = 0;
    const page = () => failing('page', 100, new Error(`gone, ${(made += 1)}`))();
    const found = await said(retry, (own) => own(2, page), { fails: { message: 'gone, 2' }, takes: 300 });
    expect(found?.id).toBe('fails-late');
    expect(found?.text).toContain(
      'It comes out 0.1 s late: from 0.3 s on it sleeps, and no further attempt comes after it',
    );
  });

  test('has not, where there was one attempt only: then the time alone is told', async () => {
    const use = (own: typeof retry) => own(1, failing('page', 100, soldOut));
    expect((await said(retry, use, { fails: soldOut, takes: 100 }))?.id).toBe('too-late');
  });

  test('has not, where the pause is shorter than what it is late, or no sleep', async () => {
    const slowly = async (work: Job) => {
      await work().catch(() => {});
      await sleep(50);
      await work().catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 200));
      throw soldOut;
    };
    const found = await said(slowly, (own) => own(failing('page', 100, soldOut)), {
      fails: soldOut,
      takes: 150,
    });
    expect(found?.id).not.toBe('fails-late');
  });

  test('has waited for work that was begun before it was known, and is told of which', async () => {
    const answer = async (first: Job, second: Job) => {
      const [, failed] = await Promise.allSettled([first(), second()]);
      if (failed.status === 'rejected') throw failed.reason;
    };
    const use = (own: typeof answer) => own(timed('milk', 300, 1), failing('tea', 100, soldOut));
    const found = await said(answer, use, { fails: soldOut, takes: 100 });
    expect(found?.text).toContain(
      'The failure is known at 0.1 s, but it comes out at 0.3 s, after waiting for milk.',
    );
  });

  test('has done what comes after it for the same item', async () => {
    interface Item {
      wait: Job;
      second: () => void;
    }
    const answer = async ({ items }: { items: Item[] }) => {
      for (const item of items) {
        try {
          await item.wait();
        } finally {
          item.second();
        }
      }
    };
    const second = () => block(200);
    const found = await said(
      answer,
      (own) => own({ items: [{ wait: failing('tea', 100, soldOut), second }] }),
      { fails: soldOut, takes: 100 },
    );
    expect(found?.id).toBe('keeps-going');
    expect(found?.text).toContain('second was called all the same; it keeps the thread until 0.3 s');
  });
});

describe('what is late after a failure', () => {
  const giveBack = async (item: string) => {
    await sleep(200);
    log(`back ${item}`, 'done');
  };
  const prints = `
    0.0s  tea        started
    0.1s  tea        failed
    0.3s  back milk  done
    0.3s  back eggs  done
  `;

  test('are two calls of the same in turn', async () => {
    const answer = async (work: Job, back: typeof giveBack) => {
      await work().catch(() => {});
      await back('milk');
      await back('eggs');
    };
    const use = (own: typeof answer) => own(failing('tea', 100, soldOut), (item) => giveBack(item));
    const found = await said(answer, use, { prints });
    expect(found?.id).toBe('sequential');
    expect(found?.text).toContain(
      'until 0.3 s it waits for back (back milk), and calls back (back eggs) only then, which takes until 0.5 s',
    );
  });

  test('is nothing in turn where both are late by a pause', async () => {
    const answer = async (work: Job, back: typeof giveBack) => {
      await work().catch(() => {});
      await sleep(100);
      await Promise.all([back('milk'), back('eggs')]);
    };
    const use = (own: typeof answer) => own(failing('tea', 100, soldOut), (item) => giveBack(item));
    expect((await said(answer, use, { prints }))?.id).toBe('too-late');
  });

  test('may be in turn on purpose: where nothing has failed, and where only so many may be at work', async () => {
    const answer = async (first: Job, back: typeof giveBack) => {
      await sleep(50);
      await first().catch(() => {});
      await back('milk');
      await back('eggs');
    };
    const use = (first: Job) => (own: typeof answer) => own(first, (item) => giveBack(item));
    const fine = await said(answer, use(timed('tea', 100, 1)), { takes: 500 });
    expect(fine?.id).toBe('too-late');
    const limited = await said(answer, use(failing('tea', 100, soldOut)), { takes: 500, limit: 1 });
    expect(limited?.id).toBe('too-late');
  });
});

describe('the timer that it waits for', () => {
  test('is one that is armed when it should go on, and was perhaps armed too late', async () => {
    const answer = async (work: Job) => {
      await work();
      await sleep(200);
    };
    const found = await said(answer, (own) => own(timed('milk', 100, 1)), { takes: 100 });
    expect(found?.text).toContain(
      'A timer of its own, armed at 0.1 s, fires at 0.3 s: is it needed, and is it armed as early as it could be?',
    );
  });

  test('and cannot be armed earlier where it is armed at the beginning', async () => {
    const found = await said(
      () => sleep(200),
      (own) => own(),
      { takes: 0 },
    );
    expect(found?.text).toContain('armed at 0.0 s, fires at 0.2 s: is it needed?');
  });

  test('is no timer that is armed only after that', async () => {
    const answer = async () => {
      await Promise.resolve();
      setTimeout(() => setTimeout(() => log('bell', 'rings'), 100), 200);
    };
    const use = async (own: typeof answer) => {
      await own();
      await sleep(400);
    };
    const found = await said(answer, use, { prints: '0.1s  bell  rings' });
    expect(found?.text).toContain('armed at 0.0 s, fires at 0.2 s: is it needed?');
  });

  test('is no call that was made at the very beginning and could be made earlier', async () => {
    const answer = async (user: Job, orders: Job) => {
      await user();
      return orders();
    };
    const early = await said(
      answer,
      (own) =>
        own(
          () => sleep(300),
          async () => 2,
        ),
      { takes: 100 },
    );
    expect(early?.text).toContain('it waits for user, called at 0.0 s. Does it have to?');
    const use = (own: typeof answer) =>
      own(
        () => sleep(100),
        () => sleep(200),
      );
    const later = await said(answer, use, { takes: 150 });
    expect(later?.text).toContain(
      'it waits for orders, called at 0.1 s. Does it have to, and could that call be made earlier?',
    );
    const after = await said(answer, use, { takes: 50 });
    expect(after?.text).toContain('it waits for orders, called at 0.1 s, when user had ended.');
  });
});

test('an end that is early is told with what it should wait for', async () => {
  const found = await said(
    () => sleep(100),
    (own) => own(),
    { takes: 300 },
  );
  expect(found?.id).toBe('too-early');
  expect(found?.text).toContain('From the end on it is 0.2 s early.');
});
