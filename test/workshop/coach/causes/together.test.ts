import { describe, expect, test } from 'vitest';
import {
  eagerStart,
  polling,
  sequential,
  sumInsteadOfMax,
} from '../../../../workshop/coach/causes/together.ts';
import type { CallTimer } from '../../../../workshop/coach/call.ts';
import { given, made, own, work } from './made.ts';

type Words = Parameters<typeof made>[0];

describe('work that should run together', () => {
  const prints = work('milk 0 200', 'tea 0 300', 'eggs 300 400');
  const told = (printed: string, words: Partial<Words> = {}) =>
    sequential(made({ printed, expected: { prints }, ...words }));

  test('and does so, or one of it is shorter, or not there, is not sequential', () => {
    expect(told(prints)).toBeUndefined();
    expect(told(work('milk 0 200', 'tea 50 350', 'eggs 350 450'))).toBeUndefined();
    expect(told(work('milk 0 200', 'tea 200 300', 'eggs 300 400'))).toBeUndefined();
    expect(told(work('milk 0 200', 'eggs 300 400'))).toBeUndefined();
  });

  test('and runs one after the other is told with its sum, without what comes after it anyway', () => {
    const found = told(work('milk 0 200', 'tea 200 500', 'eggs 500 600'));
    expect(found?.id).toBe('sequential');
    expect(found?.text).toContain(
      'milk and tea run one after the other: each starts when the one before is done.',
    );
    expect(found?.text).toContain(
      'They take 0.5 s = 0.2 + 0.3, one after the other; at the same time it would be max(0.2, 0.3) = 0.3 s.',
    );
    expect(told(work('tea 0 300', 'milk 300 500', 'eggs 500 600'))?.text).toContain('tea and milk run one');
  });

  test('may begin in another order, or earlier than it should, and not late', () => {
    const later = { expected: { prints: work('milk 100 400', 'tea 300 500') } };
    expect(told(work('milk 0 300', 'tea 300 500'), later)).toBeUndefined();
    expect(told(work('milk 0 300', 'tea 350 550'), later)?.id).toBe('sequential');
    expect(told(work('milk 500 800', 'tea 300 500'), later)?.id).toBe('sequential');
    expect(told(work('milk 200 500', 'tea 0 200'), later)?.id).toBe('sequential');
  });

  test('is told with the time that it takes together, where some of it runs together', () => {
    const all = { expected: { prints: work('milk 0 200', 'tea 0 300', 'eggs 0 100') } };
    const found = told(work('milk 100 300', 'tea 300 600', 'eggs 100 200'), all);
    expect(found?.text).toContain('Not all of milk, eggs and tea run at the same time');
    expect(found?.text).toContain(
      'Together they take 0.5 s; at the same time it would be max(0.2, 0.1, 0.3) = 0.3 s',
    );
  });

  test('is the matter of a limit, where some of it runs together', () => {
    const all = work('milk 0 200', 'tea 0 300', 'eggs 0 100');
    const limit = (most: number, printed: string) =>
      told(printed, { expected: { prints: all, limit: most } })?.id;
    expect(limit(3, work('milk 0 200', 'tea 200 500', 'eggs 0 100'))).toBeUndefined();
    expect(limit(3, work('milk 0 200', 'tea 200 500', 'eggs 500 600'))).toBe('sequential');
    expect(limit(3, work('milk 0 100', 'tea 100 200', 'eggs 200 300'))).toBe('sequential');
    expect(limit(3, work('milk 0 200', 'tea 50 50', 'eggs 200 300'))).toBe('sequential');
    expect(limit(3, work('milk 0 200', 'tea 50 50', 'eggs 0 200'))).toBeUndefined();
  });

  test('is begun when somebody asks for it, where it is a thenable that waits', () => {
    const lazy = own('answer', { returned: { then: () => {} } });
    const later = work('milk 0 200', 'tea 200 500', 'eggs 500 600');
    const calls = (...all: Words['calls'] & object) => told(later, { calls: all })?.id;
    expect(calls(lazy, given('milk', { by: lazy }), given('tea'))).toBe('too-late');
    expect(told(later, { calls: [lazy, given('tea')] })?.text).toContain(
      'answer returns something with a `then`',
    );
    expect(calls(lazy, given('milk', { by: lazy }))).toBe('sequential');
    expect(calls(own('answer', { returned: Promise.resolve() }), given('tea'))).toBe('sequential');
    expect(calls(own('answer', { returned: 1 }), given('tea'))).toBe('sequential');
    expect(told(prints, { calls: [lazy, given('tea')] })).toBeUndefined();
  });

  test('is named by its first three, and its sum by seven, where it is more', () => {
    const names = Array.from({ length: 9 }, (_, i) => `job${i + 1}`);
    const together = work(...names.map((name) => `${name} 0 100`));
    const oneByOne = work(...names.map((name, i) => `${name} ${i * 100} ${i * 100 + 100}`));
    const found = told(oneByOne, { expected: { prints: together } });
    expect(found?.text).toContain('job1, job2, job3 and 6 more run one after the other');
    expect(found?.text).toContain('0.9 s = 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + …, one');
    const eight = (all: string) =>
      all
        .split('\n')
        .filter((line) => !line.includes('job9'))
        .join('\n');
    const less = told(eight(oneByOne), { expected: { prints: eight(together) } });
    expect(less?.text).toContain('0.8 s = 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1, one');
  });
});

describe('where the claim says nothing of lines', () => {
  const told = (words: Partial<Words>, takes: number | undefined = 300, sum = '') =>
    sequential(made({ expected: { sum, ...(takes ? { takes } : {}) }, elapsed: 500, ...words }));

  test('work of several in a row that takes longer than all may is sequential', () => {
    const printed = work('milk 0 200', 'tea 200 500');
    expect(told({ printed })?.text).toContain('They take 0.5 s = 0.2 + 0.3, one after the other');
    expect(told({ printed }, 500)).toBeUndefined();
    expect(told({ printed }, 0)).toBeUndefined();
    expect(told({ printed: work('milk 0 200', 'tea 400 500') })).toBeUndefined();
  });

  test('work of one lane alone, or some of it together, is another matter', () => {
    expect(told({ printed: work('milk 0 200', 'milk 200 500') })).toBeUndefined();
    expect(told({ printed: work('milk 0 300', 'tea 200 500') })).toBeUndefined();
    expect(told({ printed: '' })).toBeUndefined();
  });

  test('a time that is the sum where the greatest was meant tells it too', () => {
    const found = told({}, 300, 'max(0.2, 0.3)');
    expect(found?.id).toBe('sequential');
    expect(found?.text).toContain('The work runs one after the other');
    expect(found?.text).toContain('It took 0.5 s, not 0.3 s.');
    const one = told({ printed: work('milk 0 200') }, 300, 'max(0.2, 0.3)');
    expect(one?.text).toContain('The work runs one after the other');
    expect(one?.text).toContain('It took 0.5 s, not 0.3 s.');
    expect(told({ elapsed: 400 }, 300, 'max(0.2, 0.3)')).toBeUndefined();
    expect(told({ elapsed: 300 }, 300, '0.3')).toBeUndefined();
    expect(told({ printed: work('milk 0 200', 'tea 100 200') }, 300, 'max(0.2, 0.3)')).toBeUndefined();
    const lines = { sum: 'max(0.2, 0.3)', takes: 300, prints: work('milk 0 300') };
    expect(told({ expected: lines, printed: work('milk 0 300') })).toBeUndefined();
  });

  test('how much longer a sum takes in a row is worked out from each of its max(…)', () => {
    expect(sumInsteadOfMax('1.0 for the user + max(1.2, 0.8)')).toBe(800);
    expect(sumInsteadOfMax('max(0.25, 12, 0.5) + max(1.5, 1)')).toBe(1750);
    expect(sumInsteadOfMax('max(all of them)')).toBe(0);
    expect(sumInsteadOfMax('3.0')).toBe(0);
  });
});

describe('work that has to wait for other work', () => {
  const prints = work('milk 0 200', 'tea 200 300');
  const told = (printed: string, words: Words['expected'] = {}) =>
    eagerStart(made({ printed, expected: { prints, ...words } }));

  test('and begins while that is under way, has begun too early', () => {
    const found = told(work('milk 0 200', 'tea 100 200'));
    expect(found?.id).toBe('eager-start');
    expect(found?.text).toContain(
      'tea starts at 0.1 s, while milk is still at work until 0.2 s; it should start at 0.2 s',
    );
    expect(told(work('milk 0 200', 'tea 0 100'))?.id).toBe('eager-start');
  });

  test('and begins when that has ended, or with it, or not at all, has not', () => {
    expect(told(prints)).toBeUndefined();
    expect(told(work('milk 0 200', 'tea 250 350'))).toBeUndefined();
    expect(told(work('milk 0 200'))).toBeUndefined();
    expect(told(work('tea 0 100'))).toBeUndefined();
  });

  test('is told with work that is there, begins with its time, and is under way then', () => {
    expect(told(work('milk 100 200', 'tea 150 250'))).toBeUndefined();
    const three = { prints: work('milk 0 100', 'eggs 50 300', 'tea 200 300') };
    expect(told(work('milk 0 100', 'eggs 50 300', 'tea 150 250'), three)).toBeUndefined();
    expect(told(work('milk 0 100', 'eggs 50 300', 'tea 50 150'), three)?.text).toContain(
      'while milk is still',
    );
    const quick = { prints: work('salt 100 100', 'milk 0 200', 'tea 200 300') };
    expect(told(work('salt 100 100', 'milk 0 200', 'tea 50 150'), quick)?.text).toContain('while milk is');
    const later = { prints: work('milk 100 200', 'tea 200 300') };
    expect(told(work('milk 100 200', 'tea 50 150'), later)).toBeUndefined();
  });

  test('is the matter of a limit, where there is one', () => {
    expect(told(work('milk 0 200', 'tea 100 200'), { limit: 1 })).toBeUndefined();
  });
});

describe('a timer that is armed again and again', () => {
  const timer = (from: number, ms = 100, how: 'fired' | 'cleared' = 'fired'): CallTimer => ({
    ...{ name: `setTimeout(${ms})`, from, due: from + ms, over: { at: from + ms, how } },
  });
  const four = [timer(0), timer(100), timer(200), timer(300)];
  const told = (timers: CallTimer[], words: Partial<Words> = {}) =>
    polling(
      made({
        ...{ elapsed: 400, printed: '0.4s  main  there', expected: { takes: 350 } },
        ...{ calls: [own('other', { timers: [timer(0)] }), own('answer', { timers })] },
        ...words,
      }),
    );

  test('looks again and again, and comes too late', () => {
    const found = told(four);
    expect(found?.id).toBe('polling');
    expect(found?.text).toContain('It looks again every 0.1 s');
    const late = { elapsed: 0, expected: { prints: '0.35s  main  there' } };
    expect(told(four, late)?.id).toBe('polling');
    expect(told(four.slice(0, 3))?.id).toBe('polling');
  });

  test('does no harm where nothing is late', () => {
    expect(told(four, { expected: { takes: 400 } })).toBeUndefined();
    expect(told(four, { expected: {} })).toBeUndefined();
    expect(told(four, { expected: { takes: 500, prints: '0.4s  main  there' } })).toBeUndefined();
    expect(told(four, { expected: { prints: '0.5s  main  there' } })).toBeUndefined();
  });

  test('is none where it is armed only twice, in other steps, or for what happens then', () => {
    expect(told(four.slice(0, 2))).toBeUndefined();
    expect(told([timer(0), timer(100, 50), timer(150, 150), timer(300)])).toBeUndefined();
    expect(told([timer(0), timer(150), timer(300)])).toBeUndefined();
    expect(told([timer(0, 0), timer(100, 0), timer(200, 0), timer(300, 0)])).toBeUndefined();
    expect(told([timer(0), timer(100, 100, 'cleared'), timer(200), timer(300)])).toBeUndefined();
    const ticks = '0.1s  main  tick\n0.2s  main  tick\n0.3s  main  tick\n0.4s  main  tick';
    expect(told(four, { printed: ticks })).toBeUndefined();
    const calls = [
      own('answer', { timers: four }),
      ...[100, 200, 300].map((from) => given('look', { from })),
    ];
    expect(told(four, { calls })).toBeUndefined();
  });

  test('is none where nothing comes of it, or it is armed still', () => {
    expect(told(four, { printed: '0.25s  main  there' })).toBeUndefined();
    expect(told(four.slice(0, 3), { printed: '0.3s  main  there' })?.id).toBe('polling');
    const { over, ...armed } = timer(200);
    expect(over?.at).toBe(300);
    expect(told([timer(0), timer(100), armed])).toBeUndefined();
  });
});
