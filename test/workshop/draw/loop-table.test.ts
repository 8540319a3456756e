import { expect, test } from 'vitest';
import { loopMarkdown, loopTable } from '../../../workshop/draw/loop-table.ts';
import { recording } from './recording.ts';

const bread = recording(3, 'order bread', '');

test('the table says who runs, and when time goes on because nobody is ready', () => {
  const [step] = bread.steps;
  const sleeping = {
    ...bread,
    steps: [
      { ...step!, ready: [] },
      { ...step!, at: 1250, to: 1500 },
    ],
  };
  expect(loopTable(sleeping).split('\n')).toEqual([
    'step  time       runs                            prints       ready        sleeps',
    'T0    0.0s       order bread goes on, lines 1–2  order bread  –            order bread until 0.5s',
    '      (nothing is ready: time goes on to 1.25s)',
    'T1    1.25–1.5s  order bread goes on, lines 1–2  order bread  order bread  order bread until 0.5s',
    '',
    'total 1.0 s',
  ]);
});

test('at any width names stay in one piece, and rows keep within it', () => {
  for (const width of [200, 100, 72]) {
    const table = loopTable(bread, { width });
    for (const line of table.split('\n')) expect([...line].length).toBeLessThanOrEqual(width);
    expect(table.match(/order bread/g)!.length).toBeGreaterThan(6);
  }
});

test('names and texts stay text in Markdown', () => {
  const [, , row = ''] = loopMarkdown(recording(1, '<script>|`*\n<b>', '')).split('\n');
  expect(row.match(/\|/g)).toHaveLength(7);
  expect(row).not.toMatch(/<(?!br>)|`|\*/);
});
