import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stepCalled } from '../../../workshop/catalog/steps.ts';
import { picture, prose, stack, under } from '../../../workshop/cli/blocks.ts';
import { verdictLines } from '../../../workshop/cli/verdict-lines.ts';
import type { Verdict } from '../../../workshop/coach/verdict.ts';
import { colour } from '../../../workshop/runtime/printer.ts';

const { level } = colour;
beforeAll(() => (colour.level = 0));
afterAll(() => (colour.level = level));

const step = stepCalled('3');
const verdict = { exercise: step.name, passed: false, total: 2, printed: [], printedMore: 0 };
const claim = {
  about: 'loadPage',
  text: 'the user comes first, then orders and offers at the same time: 2.2 s, not 3.0 s',
  holds: false,
  differences: 'It took 3.0 s; expected 2.2 s.',
  diagnosis: { id: 'sequential', text: 'Orders and offers run one after the other. Make both calls first.' },
  timelines: 'expected\n\nwhat happened',
  comparison: '  expected | what happened\n  a | a\n> b | c\n  d | d\n  e | e\n  f | f',
};
const failing: Verdict = { ...verdict, claims: [{ about: 'all', text: 'empty', holds: true }, claim] };

describe('a verdict', () => {
  test('says the cause first, then one picture, then what was expected, then the rest', () => {
    const text = verdictLines(step, failing, { width: 100 }).join('\n');
    const order = [
      '1 of 2 claims hold.',
      'loadPage: the user comes first',
      'Likely cause: sequential',
      'Make both calls first.',
      'what happened',
      'It took 3.0 s',
      '> b | c',
      ' ok  all: empty',
      'FAIL loadPage',
    ];
    const places = order.map((words) => text.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });

  test('cuts no title, however narrow the screen is', () => {
    const text = verdictLines(step, failing, { width: 40 }).join(' ');
    expect(text.replace(/\s+/g, ' ')).toContain(`FAIL loadPage: ${claim.text}`);
    expect(text).not.toContain('…');
  });

  test.each([6, 8, 10, 12, 14, 18])(
    'in %d rows is that long at most, and no sentence breaks off',
    (height) => {
      const lines = verdictLines(step, failing, { width: 40, height, more: 'a: all of it.' });
      expect(lines.length).toBeLessThanOrEqual(height);
      expect(lines.at(-1)).toBe('a: all of it.');
      const text = lines.join(' ');
      for (const sentence of [claim.text, claim.differences, ...claim.diagnosis.text.split(/(?<=\.) /)])
        expect(text.includes(sentence), sentence).toBe(text.includes(sentence.slice(0, 12)));
    },
  );

  test('where the table has no room it is shown around the line that differs, under its heading', () => {
    const lines = verdictLines(step, failing, { width: 100, height: 14 });
    const table = lines.filter((line) => line.includes(' | '));
    expect(table.slice(0, 3)).toEqual(['  expected | what happened', '  a | a', '> b | c']);
    expect(table.length).toBeLessThan(6);
  });

  test('with type errors is not all: they are shown with their place, five at most', () => {
    const types = Array.from({ length: 7 }, (_, at) => ({ place: `a.ts:${at}:1`, text: 'no', code: 2322 }));
    const held = [{ about: 'all', text: 'empty', holds: true }];
    const text = verdictLines(step, { ...verdict, total: 1, claims: held, types }, { width: 80 }).join('\n');
    expect(text).toMatch(/^All 1 claims hold, but the types are not right yet\.\n/);
    expect(text).toContain('\nTypeScript says:\na.ts:0:1: no\n');
    expect(text).toContain('\na.ts:4:1: no\n… 2 more\n');
  });

  test('an exercise that nobody has changed is not judged', () => {
    const untouched = { ...verdict, untouched: true, claims: [], total: 0 };
    expect(verdictLines(step, untouched, { width: 80 })).toEqual([
      'You have not changed exercises/03-promise-all.ts yet: its comments are the task.',
    ]);
  });

  test('lets nothing that an answer says move the cursor, clear the screen or ring the bell', () => {
    const nasty = '\u001B[2J\u001B]0;title\u0007\r\b\u009B2J milk';
    const said = {
      ...claim,
      differences: `It failed with ${nasty}`,
      comparison: `> ${nasty} | ${nasty}`,
      diagnosis: { id: 'x', text: `${nasty} and bread` },
    };
    const lines = [
      ...verdictLines(step, { ...verdict, claims: [said], printed: [nasty] }, { width: 80 }),
      ...verdictLines(step, { ...verdict, claims: [], broken: nasty }, { width: 80 }),
    ];
    expect(lines.filter((line) => line.includes('milk')).length).toBe(5);
    expect(lines.filter((line) => /\p{Cc}/u.test(line))).toEqual([]);
  });
});

describe('blocks below each other', () => {
  const lines = (count: number, name = 'x') => Array.from({ length: count }, (_, at) => `${name}${at}`);

  test('have empty lines between them where there is room, and lose these first', () => {
    const blocks = [picture(1, lines(2, 'a')), picture(2, lines(2, 'b'))];
    expect(stack(blocks, 5, 'more')).toEqual(['a0', 'a1', '', 'b0', 'b1']);
    expect(stack(blocks, 4, 'more')).toEqual(['a0', 'a1', 'b0', 'b1']);
  });

  test('what matters most gets its room first, wherever it stands', () => {
    const blocks = [picture(2, lines(3, 'a')), picture(1, lines(3, 'b'))];
    expect(stack(blocks, 5, 'more')).toEqual(['b0', 'b1', 'b2', '', 'more']);
  });

  test('prose says as many sentences as there is room for', () => {
    const block = prose(1, 'One is here. Two takes 1.5 s. Three is last.', 16);
    expect(block.in(3)).toEqual(['One is here. Two', 'takes 1.5 s.', 'Three is last.']);
    expect(block.in(2)).toEqual(['One is here. Two', 'takes 1.5 s.']);
    expect(block.in(1)).toEqual(['One is here.']);
    expect(block.in(0)).toEqual([]);
  });

  test('a heading without anything under it is left out', () => {
    const block = under(prose(1, 'Printed:', 80), prose(1, 'milk', 80));
    expect(block.in(2)).toEqual(['Printed:', 'milk']);
    expect(block.in(1)).toEqual([]);
  });
});
