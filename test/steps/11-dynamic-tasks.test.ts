import { asCompleted, createTask, sleep, wait } from '#workshop';
import { expect, test } from 'vitest';
import { main } from '../../steps/11-dynamic-tasks.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';

test('three stations empty eight boxes in 4.2 s, with one breakdown on the way', async () => {
  const run = await runProgram(() => main([]));
  expect(run).toPrint(`
    0.0s    main       8 boxes of 25 doses, 11.1 s of work
    0.0s    station 1  opens box 1
    0.0s    station 2  opens box 2
    0.0s    station 3  opens box 3
    1.321s  station 1  box 1 is empty
    1.321s  station 1  opens box 4
    1.418s  station 3  box 3 is empty
    1.418s  station 3  opens box 5
    1.510s  station 2  box 2 is empty
    1.510s  station 2  opens box 6
    2.565s  station 1  box 4 is empty
    2.565s  station 1  opens box 7
    2.809s  station 3  box 5 is empty
    2.809s  station 3  opens box 8
    2.905s  station 2  box 6 is empty
    3.340s  station 1  breaks down, 11 of 25 doses left in box 7
    3.340s  station 1  opens box 7
    3.929s  station 1  box 7 is empty
    4.227s  station 3  box 8 is empty
    4.227s  main       boxes emptied by each station: 3, 2, 3
  `);
  expect(run).toTake(4227, '1.418 for box 3 + 1.391 for box 5 + 1.418 for box 8, at station 3');
  expect(run.leaks).toEqual([]);
  expect(run.unseen).toEqual([]);
});

test('a fast, a usual and a slow station empty 5, 2 and 1 boxes, in 3.4 s', async () => {
  const run = await runProgram(() => main(['uneven']));
  expect(run).toPrint(`
    0.0s    main       8 boxes of 25 doses, 11.1 s of work
    0.0s    station 1  opens box 1
    0.0s    station 2  opens box 2
    0.0s    station 3  opens box 3
    0.665s  station 1  box 1 is empty
    0.665s  station 1  opens box 4
    1.293s  station 1  box 4 is empty
    1.293s  station 1  opens box 5
    1.510s  station 2  box 2 is empty
    1.510s  station 2  opens box 6
    1.993s  station 1  box 5 is empty
    1.993s  station 1  opens box 7
    2.382s  station 1  breaks down, 11 of 25 doses left in box 7
    2.382s  station 1  opens box 7
    2.680s  station 1  box 7 is empty
    2.680s  station 1  opens box 8
    2.836s  station 3  box 3 is empty
    2.905s  station 2  box 6 is empty
    3.395s  station 1  box 8 is empty
    3.395s  main       boxes emptied by each station: 5, 2, 1
  `);
  expect(run).toTake(3395, '0.665 + 0.628 + 0.7 + 0.687 + 0.715 for boxes 1, 4, 5, 7 and 8, at station 1');
  expect(run.leaks).toEqual([]);
});

test('one station empties three boxes one after the other', async () => {
  const run = await runProgram(() => main(['alike', '1', '3']));
  expect(run).toPrint(`
    0.0s    main       3 boxes of 25 doses, 4.2 s of work
    0.0s    station 1  opens box 1
    1.321s  station 1  box 1 is empty
    1.321s  station 1  opens box 2
    2.831s  station 1  box 2 is empty
    2.831s  station 1  opens box 3
    4.249s  station 1  box 3 is empty
    4.249s  main       boxes emptied by each station: 3
  `);
  expect(run).toTake(4249, '1.321 + 1.510 + 1.418');
});

test('eight stations take as long as the longest box, one takes the sum', async () => {
  expect(await runProgram(() => main(['alike', '8']))).toTake(1510, 'box 2, the longest');
  expect(await runProgram(() => main(['alike', '1']))).toTake(11_061, 'all eight boxes');
});

test('a hundred boxes of a hundred doses take three stations 171 s, and each is emptied once', async () => {
  const run = await runProgram(() => main(['--stations', '3', '--boxes', '100', '--doses', '100']));
  const texts = run.lines.map(({ text }) => text);
  const empty = texts.filter((text) => text.endsWith(' is empty'));
  expect(empty).toHaveLength(100);
  expect(new Set(empty).size).toBe(100);
  // Every box is opened once, and once more after each breakdown.
  const breakdowns = texts.filter((text) => text.startsWith('breaks down')).length;
  expect(breakdowns).toBe(15);
  expect(texts.filter((text) => text.startsWith('opens'))).toHaveLength(100 + breakdowns);
  expect(texts[0]).toBe('100 boxes of 100 doses, 505.0 s of work');
  expect(texts.at(-1)).toBe('boxes emptied by each station: 34, 33, 33');
  expect(run).toTake(171_115, '505.0 / 3 of work + 2.8 in which a station has no box left');
  expect(run.leaks).toEqual([]);
  expect(run.unseen).toEqual([]);
});

test('in a hundred days exactly eight boxes are emptied, and no station waits while a box is there', async () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const run = await runProgram(() => main([seed % 2 ? 'alike' : 'uneven', '--seed', String(seed)]));
    const of = (pattern: RegExp) => run.lines.filter(({ text }) => pattern.test(text));
    expect(new Set(of(/is empty$/).map(({ text }) => text)).size, `seed ${seed}`).toBe(8);
    expect(of(/is empty$/), `seed ${seed}`).toHaveLength(8);
    // Except for the three that open first, a station opens a box at the time at which it has become free.
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

test('wait cancels nothing, also when its timeout is over; several tasks can be done together', async () => {
  const run = await runProgram(async () => {
    const slow = createTask(() => sleep(1000));
    const lorry = sleep(300);
    const together = [createTask(() => lorry), createTask(() => lorry)];
    const first = await wait([slow, ...together], { until: 'first-completed' });
    await wait([slow], { timeout: 100 });
    const state = slow.state;
    await slow;
    return [first.done.length, first.pending.length, state];
  });
  expect(run.outcome).toEqual({ kind: 'finished', value: [2, 1, 'running'] });
});

test('asCompleted takes 4,000 tasks in the order in which they end', async () => {
  const run = await runProgram(async () => {
    const tasks = Array.from({ length: 4000 }, (_, place) => createTask(() => sleep(4000 - place)));
    const names: string[] = [];
    for await (const task of asCompleted(tasks)) names.push(task.name);
    return names;
  });
  const { value } = run.outcome as { value: string[] };
  expect(value.slice(0, 2)).toEqual(['task 4000', 'task 3999']);
  expect(value).toHaveLength(4000);
});

test('a bad argument is refused in one line that says what was given and what is accepted', async () => {
  const { outcome } = await runProgram(() => main(['--stations', '0']));
  expect(outcome).toMatchObject({
    error: { message: 'stations takes a whole number from 1 to 99; it was given "0".' },
  });
});
