import { expect, test } from 'vitest';
import { main } from '../../steps/11-dynamic-tasks.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';

test('three stations empty eight boxes in 3.7 s, with one breakdown on the way', async () => {
  const run = await runProgram(() => main([]));
  expect(run).toPrint(`
    0.0s  station 1  opens box 1
    0.0s  station 2  opens box 2
    0.0s  station 3  opens box 3
    1.225s  station 2  box 2 is empty
    1.225s  station 2  opens box 4
    1.347s  station 1  box 1 is empty
    1.347s  station 1  opens box 5
    1.504s  station 3  box 3 is empty
    1.504s  station 3  opens box 6
    2.156s  station 1  breaks down, 7 of 25 doses left in box 5
    2.156s  station 1  opens box 5
    2.316s  station 2  box 4 is empty
    2.316s  station 2  opens box 7
    2.523s  station 1  box 5 is empty
    2.523s  station 1  opens box 8
    2.950s  station 3  box 6 is empty
    3.444s  station 2  box 7 is empty
    3.697s  station 1  box 8 is empty
    3.697s  main       8 boxes are empty, 200 doses are given
    3.697s  main       10.1 s of work / 3 = 3.4 s at each station
  `);
  expect(run).toTake(3697, '1.347 for box 1 + 0.809 and 0.367 for box 5 + 1.174 for box 8, at station 1');
  expect(run.leaks).toEqual([]);
});

test('one station empties three boxes one after the other', async () => {
  const run = await runProgram(() => main(['1', '3']));
  expect(run).toPrint(`
    0.0s  station 1  opens box 1
    1.347s  station 1  box 1 is empty
    1.347s  station 1  opens box 2
    2.572s  station 1  box 2 is empty
    2.572s  station 1  opens box 3
    4.076s  station 1  box 3 is empty
    4.076s  main       3 boxes are empty, 75 doses are given
    4.076s  main       4.1 s of work / 1 = 4.1 s at each station
  `);
  expect(run).toTake(4076, '1.347 + 1.225 + 1.504');
});

test('a hundred boxes of a hundred doses take three stations 171 s, and each is emptied once', async () => {
  const run = await runProgram(() => main(['--stations', '3', '--boxes', '100', '--doses', '100']));
  const texts = run.lines.map(({ text }) => text);
  const empty = texts.filter((text) => text.endsWith(' is empty'));
  expect(empty).toHaveLength(100);
  expect(new Set(empty).size).toBe(100);
  // Every box is opened once, and once more after each breakdown.
  const breakdowns = texts.filter((text) => text.startsWith('breaks down')).length;
  expect(breakdowns).toBe(18);
  expect(texts.filter((text) => text.startsWith('opens'))).toHaveLength(100 + breakdowns);
  expect(texts.slice(-2)).toEqual([
    '100 boxes are empty, 10000 doses are given',
    '506.3 s of work / 3 = 168.8 s at each station',
  ]);
  expect(run).toTake(171_458, '168.8 of work + 2.7 in which a station has no box left');
  expect(run.leaks).toEqual([]);
  expect(run.unseen).toEqual([]);
});

test('in a hundred days exactly eight boxes are emptied, and no station waits while a box is there', async () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const run = await runProgram(() => main(['--seed', String(seed)]));
    const of = (pattern: RegExp) => run.lines.filter(({ text }) => pattern.test(text));
    expect(new Set(of(/is empty$/).map(({ text }) => text)).size, `seed ${seed}`).toBe(8);
    expect(of(/is empty$/), `seed ${seed}`).toHaveLength(8);
    // But for the three that open first, a station opens a box in the moment in which one has ended.
    const ends = new Set(of(/is empty$|^breaks down/).map(({ at, lane }) => `${at} ${lane}`));
    for (const { at, lane } of of(/^opens/).slice(3)) expect(ends, `seed ${seed}`).toContain(`${at} ${lane}`);
    expect(run.leaks, `seed ${seed}`).toEqual([]);
  }
});

test('more stations than boxes: some get none, and nothing is left waiting', async () => {
  const run = await runProgram(() =>
    main(['--stations', '9', '--boxes', '2', '--doses', '1', '--seed', '3']),
  );
  expect(run.lines.filter(({ text }) => text.endsWith('is empty'))).toHaveLength(2);
  expect(run.outcome.kind).toBe('finished');
  expect(run.leaks).toEqual([]);
});

test('a bad argument is refused in one line that says what was given and what is accepted', async () => {
  const { outcome } = await runProgram(() => main(['--stations', '0']));
  expect(outcome).toMatchObject({
    error: { message: 'stations takes a whole number from 1 to 99; it was given "0".' },
  });
});
