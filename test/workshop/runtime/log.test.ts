import { expect, test } from 'vitest';
import { createTask, log, sleep } from '#workshop';
import { formatLine } from '../../../workshop/runtime/transcript.ts';
import { runProgram } from '#run';

test('a line belongs to the lane it names, else to its task, else to main', async () => {
  const run = await runProgram(async () => {
    log('one');
    log('milk', 'two');
    setTimeout(() => log('three'), 10);
    await createTask(
      async () => {
        await sleep(100);
        log('four');
        log('bread', 'five');
      },
      { name: 'shop' },
    );
  });
  expect(run.lines).toEqual([
    { at: 0, lane: 'main', text: 'one' },
    { at: 0, lane: 'milk', text: 'two' },
    { at: 10, lane: 'main', text: 'three' },
    { at: 100, lane: 'shop', text: 'four' },
    { at: 100, lane: 'bread', text: 'five' },
  ]);
});

test('a printed line has its time, its lane and its text in columns of their own', () => {
  expect(formatLine({ at: 1000, lane: 'order milk', text: 'done' })).toBe('  1.0s  order milk   done');
  expect(formatLine({ at: 12_340, lane: 'main', text: 'a\nb' })).toBe(
    ` 12.3s  main         a\n${' '.repeat(21)}b`,
  );
});
