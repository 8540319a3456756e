import { describe, expect, test } from 'vitest';
import { allSteps, stepCalled } from '../../../workshop/catalog/steps.ts';
import type { Verdict } from '../../../workshop/coach/verdict.ts';
import { update } from '../../../workshop/cli/watch-update.ts';
import { begin, type Effect, type WatchEvent, type Watching } from '../../../workshop/cli/watching.ts';

const step = stepCalled('3');
const steps = allSteps().map((each) => ({ step: each, title: each.name, state: 'open' as const }));
const failing: Verdict = {
  exercise: step.name,
  passed: false,
  claims: [{ about: 'loadPage', text: 'takes 2.2 s', holds: false }],
  total: 1,
  printed: [],
  printedMore: 0,
};
const passing: Verdict = { ...failing, passed: true, claims: [{ about: 'all', text: 'empty', holds: true }] };
const problem = { place: 'exercises/03-promise-all.ts:1:1', text: 'no', code: 2322 };

/** What is true, and what is to be done, after these events. */
function after(...events: WatchEvent[]): { state: Watching; effects: Effect[] } {
  let state = begin(step, steps);
  let effects: Effect[] = [];
  for (const event of events) ({ state, effects } = update(state, event));
  return { state, effects };
}
const key = (name: string): WatchEvent => ({ kind: 'key', key: name });
const looked = (content: string): WatchEvent => ({ kind: 'looked', content });
const judged = (check: number, verdict = failing): WatchEvent => ({ kind: 'verdict', check, verdict });
const saved = [looked('a'), judged(1)];
const done: WatchEvent = {
  kind: 'progress',
  steps: steps.map((each) => (each.step.number <= 3 ? { ...each, state: 'done' as const } : each)),
};

describe('a save', () => {
  test('is checked when the content is another, and not when it is the same', () => {
    expect(after(looked('a')).effects).toEqual([{ kind: 'check', check: 1, step }]);
    expect(after(looked('a'), looked('a')).effects).toEqual([]);
    expect(after(looked('a'), looked('b')).effects).toEqual([{ kind: 'check', check: 2, step }]);
  });

  test('makes the verdict of an earlier one worthless', () => {
    expect(after(looked('a'), looked('b'), judged(1)).state.verdict).toBeUndefined();
    expect(after(looked('a'), looked('b'), judged(2)).state.verdict).toBe(failing);
  });

  test('leaves the old verdict in sight; only after a while is it said that a check is under way', () => {
    const { state } = after(...saved, looked('b'));
    expect(state).toMatchObject({ verdict: failing, busy: { check: true, long: false } });
    expect(after(...saved, looked('b'), { kind: 'late', check: 2 }).state.busy.long).toBe(true);
    expect(after(...saved, looked('b'), { kind: 'late', check: 1 }).state.busy.long).toBe(false);
    expect(after(...saved, { kind: 'late', check: 1 }).state.busy.long).toBe(false);
  });

  test('takes away what was said before it, and leaves a hint that was asked for meanwhile', () => {
    const hint: WatchEvent = { kind: 'said', note: ['Hint 1 of 3'] };
    expect(after(...saved, hint, looked('b'), judged(2)).state.note).toEqual([]);
    expect(after(...saved, looked('b'), hint, judged(2)).state.note).toEqual(['Hint 1 of 3']);
  });

  test('of an untouched exercise has no verdict that is remembered, nor types', () => {
    expect(after(looked('a'), judged(1, { ...failing, untouched: true })).effects).toEqual([]);
  });
});

describe('TypeScript', () => {
  test('is asked after the verdict; an answer that passes is remembered only when it has nothing to say', () => {
    const asked = { kind: 'types', check: 1, step };
    expect(after(looked('a'), judged(1, passing)).effects).toEqual([asked]);
    const told = after(looked('a'), judged(1, passing), { kind: 'types', check: 1, types: [] });
    expect(told.effects).toMatchObject([{ kind: 'record', content: 'a', verdict: { passed: true } }]);
    const refused = after(looked('a'), judged(1, passing), { kind: 'types', check: 1, types: [problem] });
    expect(refused.state.verdict).toMatchObject({ passed: false, types: [problem] });
  });

  test('that cannot be asked keeps nobody from passing; what it says of an old answer is not heard', () => {
    const silent = after(looked('a'), judged(1, passing), { kind: 'types', check: 1, types: undefined });
    expect(silent.state.verdict?.passed).toBe(true);
    const late = after(looked('a'), judged(1, passing), looked('b'), {
      kind: 'types',
      check: 1,
      types: [problem],
    });
    expect(late.state.verdict?.passed).toBe(true);
  });
});

describe('keys', () => {
  test('n works only when the exercise is done, and goes to the next open step', () => {
    expect(after(...saved, key('n')).state.step.number).toBe(3);
    const { state, effects } = after(...saved, done, key('n'));
    expect(state).toMatchObject({ step: { number: 4 }, verdict: undefined, content: undefined });
    expect(effects).toEqual([{ kind: 'look' }]);
  });

  test('x and s ask first, and what comes between takes the question back', () => {
    expect(after(key('x')).state.note).toEqual([expect.stringMatching(/^Press x again/)]);
    expect(after(key('x'), key('x')).effects).toEqual([{ kind: 'reset', step }]);
    expect(after(key('x'), key('z'), key('x')).effects).toEqual([]);
    expect(after(key('s'), key('s')).effects).toEqual([{ kind: 'lend', args: ['solution', '3', 'reveal'] }]);
    expect(after(done, key('s')).effects).toEqual([{ kind: 'lend', args: ['solution', '3', 'reveal'] }]);
  });

  test.each([
    ['p', ['predict', '3']],
    ['r', ['3']],
    ['t', ['timeline', '3']],
    ['e', ['loop', '3']],
  ])('%s lends the terminal to npm start %j, and until it is back no key is ours', (name, args) => {
    expect(after(key(name)).effects).toEqual([{ kind: 'lend', args }]);
    expect(after(key(name), key('h')).effects).toEqual([]);
    expect(after(key(name), { kind: 'returned', key: 'z' }).state.away).toBe(false);
    expect(after(key(name), { kind: 'returned', key: 'q' }).effects).toEqual([{ kind: 'leave', status: 0 }]);
  });

  test('o opens the page at the step that is worked on, and the screen stays', () => {
    expect(after(key('o'))).toMatchObject({ state: { away: false }, effects: [{ kind: 'page', step }] });
  });

  test('g and a number go to any step', () => {
    const typed = after(key('g'), key('1'), key('0'));
    expect(typed.state).toMatchObject({ view: 'steps', typed: '10' });
    expect(after(key('g'), key('1'), key('0'), key('return')).state.step.number).toBe(10);
    expect(after(key('g'), key('9'), key('9'), key('return')).state.note).toEqual(['There is no step 99.']);
    expect(after(key('g'), key('1'), key('backspace'), key('return')).state).toMatchObject({
      view: 'verdict',
      step: { number: 3 },
    });
  });

  test('a shows all of the verdict, in pages; the next verdict closes it', () => {
    expect(after(key('a')).state.view).toBe('verdict');
    const { state } = after(...saved, key('a'), key(' '), key('down'), key('up'));
    expect(state).toMatchObject({ view: 'all', above: 5 });
    expect(after(...saved, key('a'), looked('b'), judged(2)).state.view).toBe('verdict');
  });

  test('h asks for a hint about the function that fails', () => {
    expect(after(...saved, key('h')).effects).toEqual([{ kind: 'hint', step, about: 'loadPage' }]);
  });
});

test('Ctrl+C leaves, unless another program has the terminal: then it is meant for that one', () => {
  const stopped: WatchEvent = { kind: 'stopped', status: 130, byKey: true };
  expect(after(stopped).effects).toEqual([{ kind: 'leave', status: 130 }]);
  expect(after(key('r'), stopped).effects).toEqual([]);
  const hangUp: WatchEvent = { kind: 'stopped', status: 129, byKey: false };
  expect(after(key('r'), hangUp).effects).toEqual([{ kind: 'leave', status: 129 }]);
});
