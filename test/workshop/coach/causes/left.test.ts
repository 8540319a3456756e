import { describe, expect, test } from 'vitest';
import { closedEarly, leakedHandler, leftovers } from '../../../../workshop/coach/causes/left.ts';
import type { CallTimer } from '../../../../workshop/coach/call.ts';
import { given, made, own, task, wait } from './made.ts';

const error = new Error('no gas');

/** A timer that is armed at 100 and due at 900. */
const timer = (words: Partial<CallTimer> = {}): CallTimer => ({
  ...{ name: 'setTimeout(800) of main', from: 100, due: 900 },
  ...words,
});
const over = { at: 900, how: 'fired' } as const;

type Words = Partial<Parameters<typeof made>[0]>;
const name = 'setTimeout(800) of main';
const left = (words: Words) => leftovers(made({ elapsed: 500, leaks: [name], timers: [name], ...words }));
const byAnswer = (words: Partial<CallTimer> = {}, call = { to: 500 }) =>
  own('answer', { ...call, timers: [timer({ over }), timer(words)] });

describe('a timer of the answer that is armed when all is over', () => {
  test('is leaked', () => {
    const found = left({ calls: [byAnswer()] });
    expect(found?.id).toBe('leaked-timer');
    expect(found?.text).toContain('setTimeout(800) of main, armed at 0.1 s, is still armed');
    expect(found?.text).toContain('has ended at 0.5 s');
  });

  test('may be left where the claim says so', () => {
    const shop = { tasks: [task('shop')], used: ['createTask'], calls: [own('answer')] };
    const found = left({ ...shop, leaks: ['a thread', 'shop'], expected: { leaves: ['a thread'] } });
    expect(found?.text).toContain('Still there when all is over, at 0.5 s: shop.');
  });

  test('is not awaited where it is due already', () => {
    const found = left({ calls: [byAnswer({ due: 500 })] });
    expect(found?.id).toBe('not-awaited');
    expect(found?.text).toContain('armed at 0.1 s, is due and has not fired when all is over, at 0.5 s');
    expect(left({ calls: [byAnswer({ due: 501 })] })?.id).toBe('leaked-timer');
  });

  test('keeps a function waiting that has nothing left to do', () => {
    const found = left({ calls: [byAnswer({}, {} as { to: number })] });
    expect(found?.id).toBe('too-late');
    expect(found?.text).toContain('All has been done at 0.5 s');
    expect(found?.text).toContain('for setTimeout(800) of main, armed at 0.1 s');
    const other = own('other');
    expect(left({ calls: [byAnswer(), other] })?.id).toBe('leaked-timer');
    expect(left({ calls: [other, byAnswer({}, {} as { to: number })] })?.id).toBe('too-late');
  });

  test('is not told where more differs, such as the time', () => {
    expect(left({ calls: [byAnswer()], expected: { takes: 400 } })).toBeUndefined();
    expect(left({ calls: [byAnswer({ due: 500 })], expected: { takes: 400 } })).toBeUndefined();
    expect(left({ calls: [byAnswer({}, {} as { to: number })], expected: { takes: 400 } })).toBeUndefined();
  });
});

describe('work that is under way when all is over', () => {
  const shop = given('shop', { timers: [timer({ over }), timer()] });

  test('should be asked to stop', () => {
    const found = left({ calls: [shop, given('bank', { timers: [timer()] }), given('post')] });
    expect(found?.id).toBe('siblings-left-running');
    expect(found?.text).toContain('shop and bank still at work when the function has ended at 0.5 s.');
    expect(left({ calls: [byAnswer(), shop] })?.id).toBe('siblings-left-running');
    expect(left({ calls: [byAnswer({ due: 500 }), shop] })?.id).toBe('siblings-left-running');
    expect(left({ calls: [byAnswer({}, {} as { to: number }), shop] })?.id).toBe('siblings-left-running');
    expect(
      left({ calls: [shop], timers: ['setTimeout(800) of main'], expected: { takes: 400 } }),
    ).toBeUndefined();
  });

  test('is none where all has ended', () => {
    expect(left({ calls: [given('shop', { timers: [timer({ over })] })] })).toBeUndefined();
  });
});

describe('a source that is never closed', () => {
  const next = given('source.next', { timers: [timer({ over }), timer({ name: 'heartbeat' })] });

  test('is told with what it keeps open', () => {
    const found = left({ calls: [next, given('other.return')] });
    expect(found?.id).toBe('left-open');
    expect(found?.text).toContain('source is left and never closed');
    expect(found?.text).toContain('stays open: setTimeout(800) of main.');
  });

  test('is another matter where it was closed, keeps nothing open, or more differs', () => {
    expect(left({ calls: [next, given('source.return')] })?.id).toBe('siblings-left-running');
    expect(left({ calls: [given('source.next'), given('shop', { timers: [timer()] })] })?.id).toBe(
      'siblings-left-running',
    );
    expect(left({ calls: [next, given('shop'), given('source.return')] })?.id).toBe('siblings-left-running');
    expect(left({ calls: [given('source.nextOne', { timers: [timer()] })] })?.id).toBe(
      'siblings-left-running',
    );
    expect(left({ calls: [next], expected: { takes: 400 } })).toBeUndefined();
  });
});

describe('a task that is there when all is over', () => {
  const sleeps = wait('sleep', { from: 100, to: 500, due: 900 });
  const sleeper = (words: Parameters<typeof task>[1] = {}) =>
    task('shop', { waits: [wait('get', { to: 100 }), sleeps], ...words });
  const told = (words: Words) =>
    left({
      leaks: ['shop'],
      tasks: [task('main'), sleeper()],
      calls: [own('answer', { waits: [wait('get'), sleeps] })],
      ...words,
    });

  test('and sleeps: nobody needs that', () => {
    const found = told({});
    expect(found?.id).toBe('leaked-timer');
    expect(found?.text).toContain(
      'shop, which sleeps until 0.9 s, is still there when the function has ended at 0.5 s',
    );
    const { to, ...open } = sleeps;
    expect(to).toBe(500);
    expect(told({ tasks: [sleeper({ waits: [open] })] })?.id).toBe('leaked-timer');
  });

  test('and sleeps, though somebody has asked it to stop: nobody has waited for it', () => {
    const found = told({ tasks: [sleeper({ cancelledBy: 'main' })] });
    expect(found?.id).toBe('not-awaited');
    expect(found?.text).toContain('shop, which sleeps until 0.9 s, has been asked to stop');
    expect(found?.text).toContain('when the function ends, at 0.5 s');
  });

  test('and has slept, or waits for something else, or sleeps in code of others', () => {
    expect(
      told({ tasks: [sleeper({ waits: [wait('sleep', { from: 100, to: 400, due: 900 })] })] }),
    ).toBeUndefined();
    expect(told({ tasks: [sleeper({ waits: [wait('get', { from: 100, due: 900 })] })] })).toBeUndefined();
    expect(told({ tasks: [task('other', { waits: [sleeps] }), task('shop')] })).toBeUndefined();
    expect(
      told({ calls: [own('answer', { waits: [wait('sleep', { from: 100, due: 800 })] })] }),
    ).toBeUndefined();
    expect(
      told({ calls: [own('answer', { waits: [wait('sleep', { from: 50, due: 900 })] })] }),
    ).toBeUndefined();
    expect(told({ expected: { takes: 400 } })).toBeUndefined();
  });

  test('and was made by the answer: it should be asked to stop, and waited for', () => {
    const tasks = [task('main'), task('shop')];
    const found = told({ tasks, used: ['createTask'], leaks: ['shop', 'timer'], timers: ['timer'] });
    expect(found?.id).toBe('siblings-left-running');
    expect(found?.text).toContain('Still there when all is over, at 0.5 s: shop.');
    expect(told({ tasks })).toBeUndefined();
    expect(told({ tasks, used: ['createTask'], expected: { takes: 400 } })).toBeUndefined();
    expect(told({ tasks, used: ['createTask'], leaks: ['timer'], timers: ['timer'] })).toBeUndefined();
  });
});

describe('what lives outside of the event loop', () => {
  test('is named, and is to be ended', () => {
    const leaks = ['setTimeout(800) of main', 'shop', 'a thread'];
    const known = { leaks, tasks: [task('main'), task('shop')] };
    const found = left(known);
    expect(found?.id).toBe('leaked-thread');
    expect(found?.text).toContain('a thread is still alive when the function has ended at 0.5 s');
    expect(left({ ...known, expected: { takes: 400 } })).toBeUndefined();
    expect(left({ ...known, leaks: leaks.slice(0, 2) })).toBeUndefined();
  });
});

describe('a source that is closed', () => {
  const close = given('source.return', { from: 300, to: 300 });
  const cleared = [timer({ clearedBy: close, over: { at: 300, how: 'cleared' } })];
  const next = given('source.next', { from: 100, timers: cleared });

  test('while it is asked for its next value never gives that', () => {
    const found = closedEarly(made({ calls: [next, close] }));
    expect(found?.id).toBe('not-awaited');
    expect(found?.text).toContain(
      'source is closed at 0.3 s, while it is asked for its next value, since 0.1 s',
    );
    const ended = { from: 100, to: 300, timers: cleared };
    const asked = (gave: unknown) =>
      closedEarly(made({ calls: [given('source.next', { ...ended, gave }), close] }))?.id;
    expect(asked({ done: true })).toBe('not-awaited');
    expect(asked({ done: false })).toBeUndefined();
    expect(asked(null)).toBeUndefined();
  });

  test('by somebody else, or after all that it was asked for, is right', () => {
    const other = [timer({ clearedBy: next, over: { at: 300, how: 'cleared' } })];
    expect(
      closedEarly(made({ calls: [given('source.next', { from: 100, timers: other }), close] })),
    ).toBeUndefined();
    expect(closedEarly(made({ calls: [given('source.next', { to: 100 }), close] }))).toBeUndefined();
    expect(
      closedEarly(made({ calls: [given('other.next', { from: 100, timers: cleared }), close] })),
    ).toBeUndefined();
  });

  test('before it is asked for anything gives nothing', () => {
    const found = closedEarly(made({ calls: [given('other.next'), close, next] }));
    expect(found?.id).toBe('unwanted-call');
    expect(found?.text).toContain('source is closed at 0.3 s, before it is asked for anything');
    expect(closedEarly(made({ calls: [close] }))).toBeUndefined();
    expect(closedEarly(made({ calls: [close, given('other.next')] }))).toBeUndefined();
  });

  test('is left by the reader, or after a failure', () => {
    const leave = (from: number) => own('merge().return', { from, to: 500 });
    expect(closedEarly(made({ calls: [next, leave(300), close] }))).toBeUndefined();
    expect(closedEarly(made({ calls: [next, close, leave(400)] }))).toBeDefined();
    expect(closedEarly(made({ calls: [next, close, own('answer')] }))).toBeDefined();
    const failed = given('other.next', { to: 200, threw: error });
    expect(closedEarly(made({ calls: [failed, next, close] }))).toBeUndefined();
  });
});

test('handlers that pile up are told alone: where more differs, that comes first', () => {
  const told = (expected: Words['expected']) =>
    leakedHandler(made({ elapsed: 500, expected: expected! }))?.id;
  expect(told({ handlers: { seen: 12, most: 1 } })).toBe('leaked-handler');
  expect(told({ handlers: { seen: 12, most: 1 }, takes: 400 })).toBeUndefined();
  expect(told({ takes: 400 })).toBeUndefined();
});
