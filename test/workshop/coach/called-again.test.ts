import { describe, expect, test } from 'vitest';
import { log, sleep } from '#workshop';
import { failing, timed } from '../../timed.ts';
import { said, type Job } from './said.ts';

// A call that is one too many: which one it is, and when it is none.

const gone = new Error('gone');

describe('one attempt too many', () => {
  const answer = async (attempts: number, work: Job, report: () => void) => {
    for (let left = attempts; left > 0; left -= 1) await work().catch(() => {});
    report();
  };
  const use = (own: typeof answer) => own(3, failing('page', 100, gone), () => log('report', 'given up'));
  const prints = `
    0.0s  page    started
    0.1s  page    failed
    0.1s  page    started
    0.2s  page    failed
    0.2s  report  given up
  `;

  test('is told with the failure before it', async () => {
    const found = await said(answer, use, { prints: prints.replace('0.2s  report', '0.3s  report') });
    expect(found?.id).toBe('keeps-going');
    expect(found?.text).toContain('one attempt too many');
  });

  test('is none while the first is under way: that is a second call of the same', async () => {
    const twice = async (work: Job) => {
      await Promise.allSettled([work(), work()]);
    };
    const found = await said(twice, (own) => own(failing('page', 100, gone)), {
      prints: '0.0s  page  started\n0.1s  page  failed',
    });
    expect(found?.id).toBe('called-twice');
  });
});

describe('the same call, when its result is there', () => {
  const fetched = async (page: number) => {
    await sleep(100);
    return `page ${page}`;
  };

  test('is told with what it was called with', async () => {
    const answer = async (fetchPage: typeof fetched) => {
      await fetchPage(1);
      return fetchPage(1);
    };
    const found = await said(answer, (own) => own(fetched), { takes: 100 });
    expect(found?.id).toBe('called-twice');
    expect(found?.text).toContain('fetchPage(1) is called at 0.0 s, and once more at 0.1 s');
  });

  test('makes late what comes after it', async () => {
    const answer = async (fetchPage: typeof fetched) => {
      await fetchPage(1);
      log('shop', await fetchPage(1));
    };
    const twice = await said(answer, (own) => own(fetched), { prints: '0.1s  shop  page 1' });
    expect(twice?.id).toBe('called-twice');
    const early = await said(answer, (own) => own(fetched), { prints: '0.3s  shop  page 1' });
    expect(early?.id).not.toBe('called-twice');
  });

  test('may be made by another call of the answer', async () => {
    const answer = async (fetchPage: typeof fetched) => {
      const page = await fetchPage(1);
      return page;
    };
    const use = async (own: typeof answer) => {
      await own(fetched);
      await own(fetched);
    };
    expect((await said(answer, use, { takes: 100 }))?.id).not.toBe('called-twice');
  });

  test('may be made again where the first one has failed', async () => {
    const answer = async (fetchPage: typeof fetched) => {
      await fetchPage(1).catch(() => {});
      await fetchPage(1).catch(() => {});
    };
    const broken = async (page: number) => {
      await sleep(100);
      throw new Error(`page ${page} is gone`);
    };
    expect((await said(answer, (own) => own(broken), { takes: 100 }))?.id).not.toBe('called-twice');
  });

  test('holds nothing up where it takes no time', async () => {
    const answer = async (look: (page: number) => Promise<void>) => {
      await look(1);
      await look(1);
      await sleep(200);
    };
    expect((await said(answer, (own) => own(async () => {}), { takes: 100 }))?.id).not.toBe('called-twice');
  });
});

describe('a call that should not be', () => {
  const prints = `
    0.0s  milk  started
    0.1s  milk  done
    0.1s  tea   started
    0.2s  tea   done
  `;

  test('is told where nothing is missing before it, and left alone where something is', async () => {
    const answer = async (milk: Job, tea: Job, eggs: Job) => {
      await milk();
      await tea();
      await eggs();
    };
    const use = (own: typeof answer) =>
      own(timed('milk', 100, 1), timed('tea', 100, 2), timed('eggs', 100, 3));
    expect((await said(answer, use, { prints }))?.id).toBe('unwanted-call');

    const without = async (milk: Job, _tea: Job, eggs: Job) => {
      await milk();
      await sleep(100);
      await eggs();
    };
    const found = await said(without, use, { prints });
    expect(found?.id).not.toBe('unwanted-call');
    expect(found?.id).not.toBe('wrong-call');
  });

  test('is not one that came between the check of another and its end, where there is no other', async () => {
    const answer = async (milk: Job, eggs: Job) => {
      const cold = milk();
      await sleep(50);
      await eggs();
      await cold;
    };
    const use = (own: typeof answer) => own(timed('milk', 100, 1), timed('eggs', 50, 3));
    const found = await said(answer, use, { prints: '0.0s  milk  started\n0.1s  milk  done' });
    expect(found?.id).toBe('unwanted-call');
  });

  test('is told by its name where several speak for the same', async () => {
    const shop = {
      sell: timed('shop', 100, 1),
      close: async () => log('shop', 'closed'),
    };
    const answer = async ({ sell, close }: typeof shop) => {
      await sell();
      await close();
    };
    const found = await said(answer, (own) => own(shop), { prints: '0.0s  shop  started\n0.1s  shop  done' });
    expect(found?.text).toContain('close is called at 0.1 s, and should not be called here at all');
  });
});
