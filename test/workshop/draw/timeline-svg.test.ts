import { expect, test } from 'vitest';
import { createTask, log, sleep } from '#workshop';
import { runProgram } from '#run';
import { timelineSvg } from '../../../workshop/draw/timeline-svg.ts';
import { main as launchOrder } from '../programs/launch-order.ts';
import { illFormed } from './well-formed.ts';

const sequence = await runProgram(() => launchOrder(['in-order']));
const staircase = await runProgram(() => launchOrder([]));

test('three tasks that run twice each are six blocks, in three steps of 100 ms', () => {
  const blocks = timelineSvg([{ title: '', run: staircase }], { title: 'x' })
    .match(/class="run" x="[\d.]+"/g)!
    .map((each) => Number(each.match(/[\d.]+/)![0]));
  const [a1, a2, b1, b2, c1, c2] = blocks as [number, number, number, number, number, number];
  expect(blocks).toHaveLength(6);
  for (const [from, to] of [
    [a1, b1],
    [b1, c1],
    [a2, b2],
    [b2, c2],
  ] as const)
    expect(to - from).toBeCloseTo(43.9, 0);
});

test('two runs share one scale: the same task is as long in both', () => {
  const picture = timelineSvg(
    [
      { title: 'one', run: sequence },
      { title: 'two', run: staircase },
    ],
    { title: 'x' },
  );
  const waits = picture.match(/class="wait" d="M[\d.]+ \d+H[\d.]+/g)!.map((each) => {
    const [from, , to] = each.match(/[\d.]+/g)!.map(Number) as [number, number, number];
    return to - from;
  });
  expect(waits).toHaveLength(6);
  for (const wait of waits) expect(wait).toBeCloseTo(waits[0]!, 0);
  expect(picture).toContain('>one: total 3.6 s<');
  expect(picture).toContain('>two: total 1.4 s<');
});

test('it is well formed, whatever the lanes are called', async () => {
  const nasty = `<script>alert("1")</script> & 'more' ]]> \ud800 \u0000`;
  const run = await runProgram(async () => {
    const task = createTask((signal) => (log(nasty), sleep(1000, { signal })), { name: nasty });
    await sleep(500);
    task.cancel();
  });
  const picture = timelineSvg([{ title: nasty, run }], { title: nasty });
  expect(illFormed(picture)).toBeUndefined();
  expect(picture).not.toContain('<script');
  expect(picture).not.toMatch(/[\u0000\ud800]/);
  expect(picture).toContain('&#60;script&#62;');
});

test('it tells its content in words, follows the theme, and asks for nothing', () => {
  const picture = timelineSvg([{ title: '', run: staircase }], { title: 'Launch order' });
  expect(picture).toContain('<title>Launch order</title>');
  expect(picture).toContain('A: “A_1” at 0.0 s, “A_wait” at 0.1 s, “A_2” at 1.1 s, runs from 0.0 s to 0.1 s');
  expect(picture).toContain('prefers-color-scheme:dark');
  expect(picture.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|url\(|href|@import/);
});

test('a thousand lanes are cut, with a word about it', async () => {
  const run = await runProgram(() => {
    for (let index = 0; index < 1000; index += 1) log(`lane ${index}`, 'hello');
  });
  expect(timelineSvg([{ title: '', run }], { title: 'x' })).toContain('… and 940 more lanes');
});

test('a word stands behind the end of a lane, and not upon the line of one that goes on in silence', async () => {
  const run = await runProgram(async () => {
    const silent = createTask(() => (log('start'), sleep(1000)), { name: 'silent' });
    await createTask(() => (log('hello'), sleep(1000).then(() => log('bye'))), { name: 'polite' });
    await silent;
  });
  const words = (word: string) =>
    timelineSvg([{ title: '', run }], { title: 'x' }).match(new RegExp(`>${word}<`, 'g'));
  expect(words('start')).toHaveLength(1);
  expect(words('bye')).toHaveLength(1);
});
