import { describe, expect, test } from 'vitest';
import { overLimit, underUsed } from '../../../../workshop/coach/causes/limits.ts';
import type { Call } from '../../../../workshop/coach/call.ts';
import { given, made, own, task, wait, work } from './made.ts';

type Words = Parameters<typeof made>[0];

describe('more at the same time than a limit allows', () => {
  const printed = work('milk 0 300', 'tea 100 200', 'eggs 150 300');
  const told = (limit: number | undefined, words: Partial<Words> = {}) =>
    overLimit(made({ printed, expected: limit === undefined ? {} : { limit }, ...words }));

  test('is told with the moment, and with who runs then', () => {
    const found = told(2);
    expect(found?.id).toBe('over-limit');
    expect(found?.text).toContain(
      'At 0.15 s 3 pieces of work run at the same time (milk, tea and eggs); 2 are allowed. Count who runs',
    );
    expect(told(1)?.text).toContain('At 0.1 s 2 pieces of work run at the same time (milk and tea); 1 are');
    expect(told(3)).toBeUndefined();
    expect(told(undefined)).toBeUndefined();
  });

  test('was begun before it was handed over, where somebody waits for a slot then', () => {
    const slot = (from: number, to: number) =>
      told(2, { tasks: [task('eggs', { waits: [wait('slot', { from, to })] })], calls: [own('answer')] });
    expect(slot(150, 300)?.id).toBe('eager-start');
    expect(slot(150, 300)?.text).toContain(
      'At 0.15 s 3 pieces of work run at the same time (milk, tea and eggs)',
    );
    expect(slot(200, 300)?.id).toBe('over-limit');
    expect(slot(0, 150)?.id).toBe('over-limit');
    const tasks = [task('eggs', { waits: [wait('get', { from: 100 })] })];
    expect(told(2, { tasks, calls: [own('answer')] })?.id).toBe('over-limit');
    // Where nobody knows of calls, it may be the claim that has begun them.
    expect(told(2, { tasks: [task('eggs', { waits: [wait('slot')] })] })?.id).toBe('over-limit');
  });

  test('is kept to by each call by itself, and not by all together', () => {
    const [one, two] = [own('each'), own('each')];
    const calls = (...lanes: [string, Call][]) =>
      lanes.map(([lane, by]) => given(lane, { lane, by: own('callback', { by }) }));
    const both = calls(['milk', one], ['tea', one], ['eggs', two]);
    expect(told(2, { calls: [one, two, ...both] })?.text).toContain(
      'Each call of each keeps to that by itself',
    );
    expect(told(2, { calls: [one, two, ...both] })?.text).toContain('At 0.15 s 3 pieces of work');
    const count = (found: ReturnType<typeof told>) => found?.text.includes('Count who runs');
    const all = calls(['milk', one], ['tea', one], ['eggs', one]);
    expect(count(told(2, { calls: [one, two, ...all] }))).toBe(true);
    expect(count(told(2, { calls: [one, ...both] }))).toBe(true);
    const more = given('rice', { lane: 'rice', by: own('callback', { by: two }) });
    const rice = work('milk 0 300', 'tea 100 200', 'eggs 150 300', 'sugar 250 300', 'rice 250 300');
    const over = calls(['milk', one], ['tea', one], ['eggs', two], ['sugar', two]);
    expect(count(told(2, { printed: rice, calls: [one, two, ...over, more] }))).toBe(true);
    const three = own('each');
    const single = calls(['milk', one], ['tea', two], ['eggs', three]);
    expect(count(told(2, { calls: [one, two, three, ...single] }))).toBe(true);
    expect(count(told(1, { calls: [one, two, three, ...single] }))).toBe(true);
  });
});

describe('one at a time, with another attempt after a failure', () => {
  const [first, second] = [own('limited'), own('limited')];
  const prints = `
    0.0s  milk  started
    0.1s  milk  failed
    0.3s  milk  started
    0.4s  milk  done
    0.4s  tea   started
    0.5s  tea   done`;
  const between = `
    0.0s  milk  started
    0.1s  milk  failed
    0.2s  tea   started
    0.25s  tea   done
    0.3s  milk  started
    0.4s  milk  done`;
  const failed = given('milk', { to: 100, threw: new Error('sour'), by: first, lane: 'milk' });
  const again = given('milk', { from: 300, to: 400, by: first, lane: 'milk' });
  const tea = (words: Parameters<typeof given>[1] = {}) =>
    given('tea', { from: 200, to: 250, by: second, lane: 'tea', ...words });
  const told = (calls: Call[], words: Partial<Words> = {}) =>
    overLimit(made({ printed: between, expected: { prints, limit: 1 }, calls, ...words }));

  test('lets nobody else in between', () => {
    const found = told([failed, tea(), again]);
    expect(found?.id).toBe('over-limit');
    expect(found?.text).toContain(
      'milk failed at 0.1 s and is begun again at 0.3 s; tea is begun between, at 0.2 s',
    );
  });

  test('is no cause where it is not begun again, or by another call, or something else is', () => {
    expect(told([failed, tea()])).toBeUndefined();
    expect(
      told([failed, tea(), given('milk', { from: 300, to: 400, by: second, lane: 'milk' })]),
    ).toBeUndefined();
    expect(told([failed, tea(), given('eggs', { from: 300, to: 400, by: first })])).toBeUndefined();
    expect(told([again, failed, tea()])?.id).toBe('over-limit');
  });

  test('is no cause where the other is begun outside of the pause, by the same call, or is not early', () => {
    expect(told([failed, tea({ from: 300 }), again])).toBeUndefined();
    expect(told([failed, tea({ from: 50, to: 250 }), again])).toBeUndefined();
    expect(told([failed, tea({ by: first }), again])).toBeUndefined();
    expect(told([failed, again])).toBeUndefined();
    const after =
      '0.0s  milk  started\n0.1s  milk  failed\n0.3s  milk  started\n0.32s  milk  done\n0.35s  tea  started';
    const soon = given('milk', { from: 300, to: 320, by: first, lane: 'milk' });
    expect(told([failed, soon, tea({ from: 350, to: 450 })], { printed: after })).toBeUndefined();
    expect(told([failed, tea(), again], { expected: { prints: between, limit: 1 } })).toBeUndefined();
    expect(told([failed, tea(), again], { expected: { prints, limit: 2 } })).toBeUndefined();
  });
});

describe('places that stay empty while work waits', () => {
  const prints = work('milk 0 300', 'tea 0 100', 'eggs 100 200', 'rice 200 300');
  const told = (printed: string, words: Partial<Words> = {}, limit: number | undefined = 2) =>
    underUsed(made({ printed, expected: { prints, ...(limit ? { limit } : {}) }, ...words }));
  const batches = work('milk 0 300', 'tea 0 100', 'eggs 300 400', 'rice 300 400');

  test('are told with the moment from which on they are, and with who is late', () => {
    const found = told(batches);
    expect(found?.id).toBe('under-used');
    expect(found?.text).toContain(
      'From 0.1 s on 1 of 2 places is in use (milk), yet eggs starts only at 0.3 s; it could start at 0.1 s. Do not wait',
    );
    const none = told(work('milk 0 80', 'tea 0 80', 'eggs 300 400', 'rice 400 500'));
    expect(none?.text).toContain('From 0.1 s on 0 of 2 places are in use, yet eggs starts only at 0.3 s');
    const three = told(batches, {}, 3);
    expect(three?.text).toContain('1 of 3 places is in use');
  });

  test('are told of the first that is late', () => {
    const found = told(work('milk 0 300', 'tea 0 100', 'rice 300 400', 'eggs 350 450'));
    expect(found?.text).toContain('yet rice starts only at 0.3 s; it could start at 0.2 s');
  });

  test('are none where nobody is late, all places are in use, or nothing is said of a limit', () => {
    expect(told(prints)).toBeUndefined();
    expect(told(work('milk 0 300', 'tea 0 300', 'eggs 300 400', 'rice 300 400'), {}, 1)).toBeUndefined();
    expect(told(batches, {}, 0)).toBeUndefined();
  });

  test('are not the matter where the first of all is late already, or work should not be there', () => {
    expect(told(work('milk 50 350', 'tea 50 150', 'eggs 350 400', 'rice 350 400'))).toBeUndefined();
    const bread = `${batches}\n0.0s  bread  started`;
    expect(told(bread, { calls: [given('milk'), given('bread', { lane: 'bread' })] })).toBeUndefined();
    expect(told(bread, { calls: [given('milk', { lane: 'milk' })] })).toBeDefined();
  });

  test('may wait for what comes next, which is asked for too late', () => {
    const next = (words: Parameters<typeof given>[1], name = 'source.next') =>
      told(batches, { calls: [given(name, words)] })?.text.includes('source.next is called only at 0.2 s');
    expect(next({ from: 200, to: 300 })).toBe(true);
    expect(next({ from: 200, to: 250 })).toBe(false);
    expect(next({ from: 200, to: 300 }, 'next')).toBe(false);
    expect(next({ from: 50, to: 300 })).toBe(false);
    const since = told(batches, { calls: [given('source.next', { from: 100, to: 300 })] });
    expect(since?.text).toContain('source.next is called only at 0.1 s, and takes until then');
    const early = told(batches, { calls: [given('source.next', { from: 50, to: 300 })] });
    expect(early?.text).toContain('Do not wait for a whole batch');
  });
});
