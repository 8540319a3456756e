import { describe, expect, test } from 'vitest';
import {
  neverStopped,
  signalNotPassed,
  stopOf,
  wasAsked,
} from '../../../../workshop/coach/causes/signals.ts';
import { given, made, own, stuck, task, wait } from './made.ts';

describe('a call that is asked to stop while it waits', () => {
  const { signal } = new AbortController();
  const aborted = new Map([[signal, 200]]);
  const told = (words: Parameters<typeof wait>[1], kind: Parameters<typeof wait>[0] = 'sleep') =>
    signalNotPassed(
      made({
        ...{ expected: { takes: 200 }, elapsed: 300, aborted },
        calls: [own('answer', { args: [{ signal }], waits: [wait(kind, words)] })],
      }),
    );

  test('is told when, since when it waits, and how that wait would hear of it', () => {
    const found = told({ from: 100, to: 300 });
    expect(found?.id).toBe('signal-not-passed');
    expect(found?.text).toContain('answer is asked to stop at 0.2 s, while it sleeps, since 0.1 s.');
    expect(found?.text).toContain('That wait was given no signal');
    expect(found?.text).toContain('`sleep(ms, { signal })`');
    expect(told({ from: 100 }, 'get')?.text).toContain('pass it on as `{ signal }`');
  });

  test('heard it, where that wait has a signal or is over', () => {
    expect(told({ from: 100, to: 300, hasSignal: true })).toBeUndefined();
    expect(told({ from: 100, to: 200 })).toBeUndefined();
  });

  test('may clean up: what it waits for from then on is its own affair', () => {
    expect(told({ from: 200, to: 300 })).toBeUndefined();
    expect(told({ from: 250, to: 300 })).toBeUndefined();
  });

  test('may wait for its tasks: these hear it themselves', () => {
    expect(told({ to: 300 }, 'group')).toBeUndefined();
    expect(told({ to: 300 }, 'task')).toBeUndefined();
    expect(told({ to: 300 }, 'slot')).toBeDefined();
  });

  test('is not asked by a signal of somebody else', () => {
    const waits = [wait('sleep', { to: 300 })];
    const job = given('job', { args: [signal] });
    const calls = [
      job,
      own('answer', { by: job, waits }),
      own('other', { args: [new AbortController().signal], waits }),
    ];
    expect(signalNotPassed(made({ expected: { takes: 200 }, elapsed: 300, aborted, calls }))).toBeUndefined();
  });

  test('is not the matter where only something is left', () => {
    const calls = [own('answer', { args: [signal], waits: [wait('sleep', { to: 300 })] })];
    const left = { elapsed: 300, leaks: ['setTimeout(1) of main'], aborted, calls };
    expect(signalNotPassed(made(left))).toBeUndefined();
    expect(signalNotPassed(made({ ...left, expected: { takes: 200 } }))).toBeDefined();
  });

  test('is asked with the call that it is part of', () => {
    const outer = own('answer', { args: [signal] });
    expect(stopOf(own('callback', { by: given('job', { by: outer }) }), aborted)).toEqual([signal, 200]);
    expect(stopOf(outer, new Map())).toBeUndefined();
    expect(stopOf(own('other'), aborted)).toBeUndefined();
  });
});

describe('a task that is cancelled while it waits', () => {
  const told = (
    words: Parameters<typeof task>[1],
    outcome: Parameters<typeof made>[0]['outcome'] = stuck,
  ) => {
    const call = own('answer', { waits: [wait('get', { from: 100, hasSignal: true }), wait('task')] });
    return signalNotPassed(made({ outcome, elapsed: 200, tasks: [task('shop', words)], calls: [call] }));
  };
  const waits = [wait('get', { from: 100, hasSignal: true })];

  test('has a signal that never aborts', () => {
    const found = told({ cancelled: 200, waits });
    expect(found?.text).toContain(
      'shop is asked to stop at 0.2 s, while it waits in `queue.get()`, since 0.1 s',
    );
    expect(found?.text).toContain('it is another one');
    expect(told({ cancelled: 100, waits })).toBeDefined();
  });

  test('was not asked, or had nothing to wait for then', () => {
    expect(told({ waits })).toBeUndefined();
    expect(told({ cancelled: 50, waits })).toBeUndefined();
    expect(told({ cancelled: 200, waits: [] })).toBeUndefined();
    expect(told({ cancelled: 200, waits: [wait('get', { from: 100, to: 200 })] })).toBeUndefined();
  });

  test('may wait for a task of its own, and for what is not the answer’s', () => {
    expect(told({ cancelled: 200, waits: [wait('task')] })).toBeUndefined();
    expect(told({ cancelled: 200, waits: [wait('get', { from: 90 })] })).toBeUndefined();
    expect(told({ cancelled: 200, waits: [wait('put', { from: 100 })] })).toBeUndefined();
    expect(told({ cancelled: 200, waits: [wait('get', { from: 100, due: 900 })] })).toBeUndefined();
  });

  test('is no cause where the end of the program asked it', () => {
    const finished = { kind: 'finished', value: undefined } as const;
    expect(told({ cancelled: 200, waits }, finished)).toBeUndefined();
    expect(told({ cancelled: 150, waits }, finished)).toBeDefined();
  });
});

describe('code that waits on after a failure', () => {
  const error = new Error('no gas');
  const told = (
    words: Parameters<typeof wait>[1],
    kind: Parameters<typeof wait>[0],
    job = { to: 200, threw: error },
  ) =>
    signalNotPassed(
      made({
        outcome: stuck,
        calls: [own('answer', { waits: [wait(kind, words)] }), given('shop', job)],
      }),
    );

  test('hears nothing of it', () => {
    const found = told({ from: 100 }, 'put');
    expect(found?.id).toBe('signal-not-passed');
    expect(found?.text).toContain(
      'shop failed at 0.2 s with Error "no gas", and your code still waits in `queue.put()`, since 0.1 s',
    );
    expect(told({ from: 200 }, 'get')).toBeDefined();
    expect(told({ from: 200 }, 'join')).toBeDefined();
  });

  test('waits for something else, has a signal, has ended, or began later', () => {
    expect(told({ from: 100 }, 'slot')).toBeUndefined();
    expect(told({ from: 100, hasSignal: true }, 'get')).toBeUndefined();
    expect(told({ from: 100, to: 150 }, 'get')).toBeUndefined();
    expect(told({ from: 250 }, 'get')).toBeUndefined();
  });

  test('is no cause where the program has ended', () => {
    const calls = [own('answer', { waits: [wait('get')] }), given('shop', { to: 200, threw: error })];
    expect(signalNotPassed(made({ expected: { returns: 1 }, calls }))).toBeUndefined();
  });
});

describe('a task that waits for the next item when all is done', () => {
  const forItems = wait('get', { from: 100, hasSignal: true });
  type Words = Partial<Parameters<typeof made>[0]>;
  const told = (words: Words = {}, waits = [forItems]) =>
    neverStopped(
      made({ outcome: stuck, tasks: [task('shop', { waits })], calls: [own('answer', { waits })], ...words }),
    );

  test('was never told that nothing more comes', () => {
    const found = told();
    expect(found?.id).toBe('never-stopped');
    expect(found?.text).toContain('shop still waits in `queue.get()`, since 0.1 s');
    expect(told({}, [wait('sleep', { to: 50 }), forItems])).toBeDefined();
  });

  test('is told of the last one, and not of those that have ended', () => {
    const tasks = ['one', 'two', 'three'].map((name, i) =>
      task(name, { waits: [forItems], ...(i === 2 ? { ended: 100 } : {}) }),
    );
    expect(told({ tasks })?.text).toContain('two still waits');
    const done = task('done', { waits: [wait('get', { to: 100 })] });
    expect(told({ tasks: [...tasks, done] })?.text).toContain('two still waits');
  });

  test('has other causes: a failure, a line that never came, a join, a cancelled task', () => {
    expect(
      told({ calls: [own('a', { waits: [forItems] }), given('b', { to: 1, threw: 'no' })] }),
    ).toBeUndefined();
    expect(told({ expected: { prints: '1.0s  shop  done' } })).toBeUndefined();
    expect(told({ expected: { prints: '1.0s  main  done' } })).toBeDefined();
    const join = (words = {}) => [
      task('main', { waits: [wait('join', words)] }),
      task('shop', { waits: [forItems] }),
    ];
    expect(told({ tasks: join() })).toBeUndefined();
    expect(told({ tasks: join({ to: 50 }) })).toBeDefined();
    expect(told({ tasks: [task('shop', { waits: [forItems], cancelled: 100 })] })).toBeUndefined();
  });

  test('is not waiting for a signal, or not by the answer', () => {
    expect(told({}, [wait('get', { from: 100 })])).toBeUndefined();
    expect(told({}, [wait('slot', { from: 100, hasSignal: true })])).toBeUndefined();
    const others = [wait('put', { from: 100 }), wait('get', { from: 50 })];
    expect(told({ calls: [own('answer', { waits: others })] })).toBeUndefined();
    expect(told({ tasks: [] })).toBeUndefined();
    expect(told({ outcome: { kind: 'finished', value: 1 } })).toBeUndefined();
  });
});

test('what should come out is that it was asked to stop, where the reason of its signal should', () => {
  const reason = new Error('enough');
  const asked = (fails: Parameters<typeof made>[0]['expected'], ...signals: AbortSignal[]) =>
    wasAsked(made({ expected: fails!, calls: signals.map((signal) => own('answer', { args: [signal] })) }));
  const silent = new AbortController().signal;
  expect(asked({ fails: reason }, silent, AbortSignal.abort(reason))).toBe(true);
  expect(asked({ fails: reason }, silent)).toBe(false);
  expect(asked({ fails: new Error('enough') }, AbortSignal.abort(reason))).toBe(false);
  expect(asked({}, AbortSignal.abort(undefined))).toBe(false);
  expect(asked({ fails: reason })).toBe(false);
});
