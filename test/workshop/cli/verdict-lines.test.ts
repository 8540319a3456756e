import { expect, test } from 'vitest';
import { verdictLines } from '../../../workshop/cli/verdict-lines.ts';
import { stepCalled } from '../../../workshop/catalog/steps.ts';
import { colour } from '../../../workshop/runtime/printer.ts';

test('nothing that an answer says moves the cursor, clears the screen or rings the bell', () => {
  const nasty = '\u001B[2J\u001B]0;title\u0007\r\b\u009B2J milk';
  const claim = {
    about: 'all',
    text: 'takes 2.0 s',
    holds: false,
    differences: `It failed with ${nasty}`,
    diagnosis: { id: 'sequential' as const, text: `${nasty} and bread` },
  };
  const verdict = { exercise: '03-promise-all', passed: false, total: 1, printed: [nasty], printedMore: 0 };
  const { level } = colour;
  colour.level = 0;
  const lines = [
    ...verdictLines(stepCalled('3'), { ...verdict, claims: [claim] }, { width: 80 }),
    ...verdictLines(stepCalled('3'), { ...verdict, claims: [], broken: nasty }, { width: 80 }),
  ];
  colour.level = level;
  expect(lines.filter((line) => line.includes('milk')).length).toBe(5);
  expect(lines.filter((line) => /\p{Cc}/u.test(line))).toEqual([]);
});
