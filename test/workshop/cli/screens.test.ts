import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stripVTControlCharacters } from 'node:util';
import type { Step } from '../../../workshop/catalog/steps.ts';
import { drawWatch } from '../../../workshop/cli/watch-screen.ts';
import { update } from '../../../workshop/cli/watch-update.ts';
import { begin, type WatchEvent, type Watching } from '../../../workshop/cli/watching.ts';
import type { Verdict } from '../../../workshop/coach/verdict.ts';
import { waysThere } from '../../../workshop/page/address.ts';
import { colour } from '../../../workshop/runtime/printer.ts';
import { columns } from '../../../workshop/runtime/transcript.ts';

// What the learner sees, kept in screens/, to be looked at when it changes. `npx vitest -u` writes it anew.

const { level } = colour;
beforeAll(() => (colour.level = 0));
afterAll(() => (colour.level = level));

/** A step of its own, so that nobody who works on a lesson changes what is kept here. */
const step: Step = {
  name: '03-shopping',
  number: 3,
  program: 'steps/03-shopping.ts',
  plain: 'steps/03-shopping.plain.ts',
  lesson: 'test/workshop/cli/screens/lesson.md',
  exercise: 'exercises/03-shopping.ts',
  untouched: 'test/workshop/cli/screens/untouched.ts',
  solution: 'solutions/03-shopping.ts',
  claims: 'test/exercises/03-shopping.test.ts',
};
const names = ['one thread', 'waiting', 'shopping', 'tasks', 'launch order', 'cancelling', 'groups'];
const stepsWith = (done: number[]): Watching['steps'] =>
  names.map((title, at) => ({
    step: at === 2 ? step : { ...step, name: `0${at + 1}-${title.replace(' ', '-')}`, number: at + 1 },
    title,
    state: done.includes(at + 1) ? 'done' : 'open',
  }));

const timeline = (title: string, total: string, ...lanes: string[]) => [`${title}: total ${total}`, ...lanes];
const both = [
  ...timeline('expected', '2.0 s', 'milk   ●───────────────●', 'bread  ●───────────────────────────────●'),
  '',
  ...timeline(
    'what happened',
    '3.0 s',
    'milk   ●───────────────●',
    'bread                  ●───────────────────────────────●',
  ),
  '',
  '       ┴───────────────┴───────────────┴───────────────┴',
  '       0.0s          1.0s            2.0s           3.0s',
  '─ waits   ● says something',
].join('\n');
const claims = [
  { about: 'buy', text: 'an empty list gives an empty list', holds: true },
  {
    about: 'buy',
    text: 'milk and bread are bought at the same time: max(1.0, 2.0) = 2.0 s, not 3.0 s',
    holds: false,
    differences:
      'Line 2 should be "0.0s bread: started", but it printed "1.0s milk: done".\nIt took 3.0 s; expected 2.0 s = max(1.0, 2.0).',
    comparison: [
      '  expected                              | what happened',
      '   0.0s milk        started             |  0.0s milk        started',
      '>  0.0s bread       started             |  1.0s milk        done',
      '   1.0s milk        done                |  1.0s bread       started',
      '   2.0s bread       done                |  3.0s bread       done',
    ].join('\n'),
    timelines: both,
    diagnosis: {
      id: 'sequential',
      text: 'milk and bread run one after the other: bread starts when milk is done. They take 3.0 s = 1.0 + 2.0; at the same time it would be max(1.0, 2.0) = 2.0 s.\nAn `await` before the next call makes the next call wait. Make all the calls first, then wait for all of them.',
    },
  },
  { about: 'deliver', text: '牛乳 and 👩‍👩‍👧 come in the order of the list', holds: false },
];
const verdict: Verdict = {
  exercise: step.name,
  passed: false,
  claims,
  total: 3,
  printed: [],
  printedMore: 0,
};
const held = claims.map(({ about, text }) => ({ about, text, holds: true }));
const passing: Verdict = {
  ...verdict,
  passed: true,
  claims: held,
  drawn: both.replace('expected', 'your buy').replace('what happened', 'the solution'),
};
const broken: Verdict = {
  ...verdict,
  claims: [],
  broken: 'exercises/03-shopping.ts:12:10: Expected ")" but found ";"',
  printed: ['about to buy milk', 'about to buy bread'],
};

const judged = (what: Verdict, types: Verdict['types'] = []): WatchEvent[] => [
  { kind: 'looked', content: 'a' },
  { kind: 'verdict', check: 1, verdict: what },
  { kind: 'types', check: 1, types },
];
const problem = {
  place: 'exercises/03-shopping.ts:14:9',
  text: "Type 'string' is not assignable to type 'number'.",
  code: 2322,
};
const hint = 'Hint 1 of 3 for buy: Does bread need what milk gives? Then why does it wait for it?';

const page = waysThere(
  { address: `http://127.0.0.1:45678/${'a1B2-c3D_'.repeat(3).slice(0, 24)}/3`, port: 45_678 },
  { ssh: true, container: false, vscode: false, desktop: false },
  false,
);

const situations: Record<string, WatchEvent[]> = {
  'first start': judged({ ...verdict, claims: [], total: 0, untouched: true }),
  failing: judged(verdict),
  'failing, with a hint': [...judged(verdict), { kind: 'said', note: [hint] }],
  'failing, with the page': [...judged(verdict), { kind: 'said', note: page }],
  'failing, all of it': [...judged(verdict), { kind: 'key', key: 'a' }, { kind: 'key', key: 'down' }],
  'checked again': [...judged(verdict), { kind: 'looked', content: 'b' }, { kind: 'late', check: 2 }],
  'wrong types': judged(passing, [problem]),
  passing: [{ kind: 'progress', steps: stepsWith([1, 2, 3]) }, ...judged(passing)],
  broken: judged(broken),
  'passed, checked again': [...judged(passing), { kind: 'looked', content: 'b' }, { kind: 'late', check: 2 }],
  'last step': [{ kind: 'progress', steps: stepsWith([1, 2, 3, 4, 5, 6, 7]) }, ...judged(passing)],
  'go to a step': [...judged(verdict), { kind: 'key', key: 'g' }, { kind: 'key', key: '5' }],
};
const sizes = [
  { columns: 50, rows: 20 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
];

function stateAfter(events: WatchEvent[]): Watching {
  return events.reduce((state, event) => update(state, event).state, begin(step, stepsWith([])));
}

describe.each(Object.entries(situations))('%s', (name, events) => {
  test.each(sizes)('on $columns × $rows', async (size) => {
    const lines = drawWatch(stateAfter(events), size);
    expect(lines.length).toBe(size.rows);
    expect(lines.filter((line) => columns(line) > size.columns)).toEqual([]);
    const file = `screens/${name.replace(/\W+/g, '-')}-${size.columns}x${size.rows}.txt`;
    await expect(`${lines.map((line) => line.trimEnd()).join('\n')}\n`).toMatchFileSnapshot(file);
  });

  test('says the same with and without colours', () => {
    colour.level = 1;
    const painted = drawWatch(stateAfter(events), sizes[1]!).map((line) => stripVTControlCharacters(line));
    colour.level = 0;
    expect(painted).toEqual(drawWatch(stateAfter(events), sizes[1]!));
  });
});

test('the first screen shows no verdict and gives no answer away', () => {
  const text = drawWatch(stateAfter(situations['first start']!), sizes[2]!).join('\n');
  expect(text).not.toMatch(/claim|cause|hold/);
});

test('on 80 × 24 a verdict has its cause and one whole picture', () => {
  const text = drawWatch(stateAfter(situations['failing']!), sizes[1]!).join('\n');
  expect(text.replace(/\s+/g, ' ')).toContain('Make all the calls first, then wait for all of them.');
  for (const line of both.split('\n')) expect(text).toContain(line);
});

test('a screen of any size has its keys in sight, and no line or row too many', () => {
  for (const events of Object.values(situations)) {
    for (const size of [
      { columns: 30, rows: 12 },
      { columns: 200, rows: 60 },
      { columns: 40, rows: 16 },
    ]) {
      const lines = drawWatch(stateAfter(events), size);
      expect(lines.length).toBeLessThanOrEqual(size.rows);
      expect(Math.max(...lines.map((line) => columns(line)))).toBeLessThanOrEqual(size.columns);
      expect(lines.join('\n')).toContain('q quit');
    }
  }
});
