import { describe, expect, test } from 'vitest';
import { log } from '#workshop';
import { givesNothing, missingReturn } from '../../../../workshop/coach/causes/returned.ts';
import { timed } from '../../../timed.ts';
import { said } from '../said.ts';
import { given, made, own } from './made.ts';

type Job = () => Promise<number>;

/** The name of the cause alone. */
async function cause<Answer>(...claim: Parameters<typeof said<Answer>>): Promise<string | undefined> {
  return (await said(...claim))?.id;
}

describe('a return is missing', () => {
  const work = timed('milk', 100, 1);

  test('where the result is undefined, and should be something', async () => {
    const answer = async (job: Job): Promise<unknown> => void (await job());
    const found = await said(answer, (own) => own(work), { returns: 1 });
    expect(found?.id).toBe('missing-return');
    expect(found?.text).toContain('The work is done, and the result is undefined; expected 1.');
    expect(await cause(answer, (own) => own(work), {})).toBeUndefined();
  });

  test('where the claim makes an object of the result, and that lacks it', async () => {
    const answer = async (job: Job): Promise<unknown> => void (await job());
    const use = async (own: typeof answer) => ({ order: { milk: await own(work) }, open: true });
    const returns = { order: { milk: 1 }, open: true };
    expect((await said(answer, use, { returns }))?.text).toContain('the result is undefined; expected {');
    expect(await cause(answer, use, { returns: { ...returns, open: false } })).toBe('missing-return');
  });

  test('where each result of a list is undefined', async () => {
    const answer = async (jobs: Job[]): Promise<unknown> =>
      Promise.all(
        jobs.map(async (job) => {
          await job();
        }),
      );
    const use = (own: typeof answer) => own([timed('milk', 100, 1), timed('tea', 100, 2)]);
    const found = await said(answer, use, { returns: [1, 2] });
    expect(found?.id).toBe('missing-return');
    expect(found?.text).toContain('each result is undefined; expected [ 1, 2 ]');
  });

  test('where the claim says what it has got, and that is undefined', async () => {
    const answer = async (job: Job): Promise<unknown> => void (await job());
    const use = async (own: typeof answer) => log('sum', String(await own(work)));
    const prints = '0.0s  milk  started\n0.1s  milk  done\n0.1s  sum  1';
    expect(await cause(answer, use, { prints })).toBe('missing-return');
  });

  test('where the claim cannot work with what it has got', async () => {
    const answer = async (job: Job): Promise<unknown> => void (await job());
    const use = async (own: typeof answer) => ((await own(work)) as number).toFixed();
    expect(await cause(answer, use, { returns: '1' })).toBe('missing-return');
    const each = async (jobs: Job[]): Promise<unknown[]> =>
      Promise.all(
        jobs.map(async (job) => {
          await job();
        }),
      );
    const all = async (own: typeof each) => (await own([work])).map((one) => (one as number).toFixed());
    expect(await cause(each, all, { returns: ['1'] })).toBe('missing-return');
  });
});

describe('no return is missing', () => {
  test('where some results are there: what is lost is lost', async () => {
    const answer = async (jobs: Job[]) =>
      Promise.all(jobs.map(async (job, i) => (i === 0 ? job() : void (await job()))));
    const use = (own: typeof answer) => own([timed('milk', 100, 1), timed('tea', 100, 2)]);
    expect(await cause(answer, use, { returns: [1, 2] })).toBe('lost-item');
    const half = async (jobs: Job[]) => (await Promise.all(jobs.map((job) => job()))).slice(1);
    expect(await cause(half, use, { returns: [1, 2] })).toBe('lost-item');
  });

  test('where a list is empty, or a list should be', async () => {
    const answer = async (jobs: Job[]) => {
      for (const job of jobs) await job();
      return [];
    };
    const use = (own: typeof answer) => own([timed('milk', 100, 1)]);
    expect(await cause(answer, use, { returns: [1] })).toBe('lost-item');
    const calls = [own('answer', { gave: [undefined], to: 100 })];
    const asked = (returns: unknown) =>
      missingReturn(made({ expected: { returns }, value: [undefined], calls }))?.id;
    expect(asked([1])).toBe('missing-return');
    expect(asked([1, 2])).toBeUndefined();
    expect(asked(1)).toBeUndefined();
  });

  test('where something failed, and the failure was swallowed', () => {
    const asked = own('answer', { to: 100 });
    const told = (job: ReturnType<typeof given>) => {
      const [prints, printed] = ['0.1s  sum  sold out', '0.1s  sum  undefined'];
      return missingReturn(made({ expected: { prints }, printed, calls: [asked, job] }));
    };
    expect(told(given('job', { to: 100, gave: 1, by: asked }))?.id).toBe('missing-return');
    expect(told(given('job', { to: 100, threw: new Error('sold out'), by: asked }))).toBeUndefined();
  });

  test('where the error came from what was called, or another kind of error ended it', () => {
    const error = new TypeError('milk is sour');
    const asked = own('answer', { to: 100 });
    const milk = given('milk', { to: 100, threw: error, by: asked });
    const outcome = { kind: 'failed', error } as const;
    expect(missingReturn(made({ outcome, calls: [asked] }))?.id).toBe('missing-return');
    expect(missingReturn(made({ outcome, calls: [asked, milk] }))).toBeUndefined();
    const tea = given('tea', { to: 100, threw: new TypeError('tea is cold'), by: asked });
    expect(missingReturn(made({ outcome, calls: [asked, tea] }))?.id).toBe('missing-return');
    const other = { kind: 'failed', error: new RangeError('too much') } as const;
    expect(missingReturn(made({ outcome: other, calls: [asked] }))).toBeUndefined();
    expect(missingReturn(made({ outcome, calls: [own('answer', { to: 100, gave: 1 })] }))).toBeUndefined();
    expect(missingReturn(made({ outcome, calls: [own('answer')] }))).toBeUndefined();
    const list = (...gave: unknown[]) =>
      missingReturn(made({ outcome, calls: [own('answer', { to: 1, gave })] }));
    expect(list(undefined)?.id).toBe('missing-return');
    expect(list(undefined, 1)).toBeUndefined();
    expect(list()).toBeUndefined();
  });

  test('where the lines are others than those of the claim, too', () => {
    const milk = '0.0s  milk  started\n0.1s  milk  done\n';
    const asked = own('answer', { to: 100 });
    const job = given('milk', { to: 100, gave: 1, by: asked, lane: 'milk' });
    const told = (printed: string, prints: string) =>
      missingReturn(made({ expected: { prints }, printed, calls: [asked, job] }))?.id;
    expect(told(`${milk}0.1s  sum  undefined`, `${milk}0.1s  sum  1`)).toBe('missing-return');
    const end = `${milk}0.1s  sum  1\n0.2s  main  end`;
    expect(told(`${milk}0.1s  sum  undefined`, end)).toBe('missing-return');
    expect(told(`${milk}0.1s  sum  undefined`, `${milk}0.2s  sum  1`)).toBeUndefined();
    expect(told(`${milk}0.1s  sum  undefined`, `${milk}0.1s  all  1`)).toBeUndefined();
    expect(told(`${milk}0.1s  sum  undefined`, '0.1s  sum  1')).toBeUndefined();
  });

  test('where more differs than the result', () => {
    const calls = [own('answer', { to: 100 })];
    const expected = { returns: 1, prints: '0.1s  sum  1' };
    expect(missingReturn(made({ expected, calls }))).toBeUndefined();
    expect(missingReturn(made({ expected, printed: '0.1s  sum  1', calls }))?.id).toBe('missing-return');
  });
});

describe('a shop that gives back what was put in, and gives undefined immediately', () => {
  const put = own('shelf.put', { args: ['milk'], to: 0 });
  const take = { from: 100, to: 100, returned: Promise.resolve() };
  const told = (prints: string, ...calls: (typeof put)[]) =>
    missingReturn(made({ expected: { prints }, printed: '0.1s  main  nothing', calls }))?.id;

  test('lacks a return', () => {
    expect(told('0.2s  main  milk', put, own('shelf.take', take))).toBe('missing-return');
    const nothing = { ...take, returned: undefined };
    expect(told('0.2s  main  milk', put, own('shelf.take', nothing))).toBe('missing-return');
  });

  test('lacks none where nothing was put in, or undefined was', () => {
    expect(told('0.2s  main  milk', own('shelf.take', take))).toBeUndefined();
    expect(told('0.2s  main  milk', own('put', { args: [1] }), own('shelf.take', take))).toBeUndefined();
    expect(told('0.2s  main  milk', own('shelf.put'), own('shelf.take', take))).toBeUndefined();
    const none = own('shelf.put', { args: [undefined] });
    expect(told('0.2s  main  milk', none, own('shelf.take', take))).toBeUndefined();
  });

  test('lacks none where it has not ended, has called something, or is asked for one of them', () => {
    expect(told('0.2s  main  milk', put, own('shelf.take', { from: 100 }))).toBeUndefined();
    expect(told('0.2s  main  milk', put, own('shelf.take', { ...take, gave: 0 }))).toBeUndefined();
    expect(told('0.2s  main  milk', put, own('shelf.take', { ...take, returned: 0 }))).toBeUndefined();
    expect(told('0.2s  main  milk', put, own('shelf.take', take), given('log'))).toBeUndefined();
    expect(told('0.2s  main  milk', put, own('shelf.take', { ...take, args: ['milk'] }))).toBeUndefined();
    expect(told('0.2s  main  milk', put, own('take', take))).toBeUndefined();
    expect(told('0.1s  main  nothing', put, own('shelf.take', take))).toBeUndefined();
  });
});

describe('an iterator that gives undefined', () => {
  const error = new TypeError('cannot read');
  const next = own('merge().next', { to: 100, gave: { done: false, value: undefined } });
  const told = (prints: string, ...calls: (typeof next)[]) =>
    givesNothing(made({ elapsed: 100, outcome: { kind: 'failed', error }, expected: { prints }, calls }));

  test('has not waited, where the next is due later', () => {
    const found = told('0.3s  main  a', next);
    expect(found?.id).toBe('not-awaited');
    expect(found?.text).toContain('merge().next gives undefined at 0.1 s');
    expect(found?.text).toContain('the next is due at 0.3 s');
  });

  test('has lost it, where something was due at that time, or nothing is due any more', () => {
    expect(told('0.1s  main  a\n0.3s  main  b', next)?.id).toBe('lost-item');
    expect(told('0.0s  main  a', next)?.id).toBe('lost-item');
    const silent = made({ elapsed: 100, outcome: { kind: 'failed', error }, calls: [next] });
    expect(givesNothing(silent)?.id).toBe('lost-item');
  });

  test('is no cause where it gives something, has ended, or nothing is known of it', () => {
    const gives = (gave: unknown) => told('0.3s  main  a', own('merge().next', { to: 100, gave }));
    expect(gives({ done: false, value: 0 })).toBeUndefined();
    expect(gives({ done: true, value: undefined })).toBeUndefined();
    expect(gives({ done: false })).toBeUndefined();
    expect(gives(undefined)).toBeUndefined();
    expect(told('0.3s  main  a', own('merge().next'))).toBeUndefined();
    expect(told('0.3s  main  a', next, given('a.next', { to: 100, threw: error }))).toBeUndefined();
    expect(told('0.3s  main  a', next, given('a.next', { to: 100, threw: 'no' }))).toBeDefined();
  });

  test('is no cause of another error, or of none', () => {
    const calls = [next];
    expect(givesNothing(made({ calls }))).toBeUndefined();
    expect(givesNothing(made({ outcome: { kind: 'failed', error: 'no' }, calls }))).toBeUndefined();
  });
});
