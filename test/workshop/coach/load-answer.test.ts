import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findStep, urlOf } from '../../../workshop/catalog/steps.ts';
import { loadAnswer, warmUp } from '../../../workshop/coach/load-answer.ts';

// What is found out before Node is asked. The rest, and how it is told, is in examiner.test.ts and cli/hostile.test.ts.

const folder = `.workshop/loaded-${process.pid}`;
beforeAll(() => mkdirSync(urlOf(folder), { recursive: true }));
afterAll(() => rmSync(urlOf(folder), { recursive: true }));

let files = 0;
async function loaded(text: string) {
  const exercise = `${folder}/answer-${(files += 1)}.ts`;
  writeFileSync(urlOf(exercise), text);
  const answer = await loadAnswer({ ...findStep('3')!, exercise });
  return typeof answer === 'string' ? answer.replace(exercise, 'it') : answer;
}

test('an answer is what it exports', async () => {
  expect(await loaded('export const milk = 1;\nexport const tea = 2;\n')).toEqual({ milk: 1, tea: 2 });
});

test('what is not there, or empty, can be brought back', async () => {
  expect(await loaded(' \n\t')).toBe('it is empty. npm start reset 3 brings the original back.');
  const exercise = `${folder}/nothing.ts`;
  expect(await loadAnswer({ ...findStep('3')!, exercise })).toBe(
    `${exercise} is not there. npm start reset 3 brings the original back.`,
  );
});

test('what tools leave in a file is named, with its line; what only looks like it is left alone', async () => {
  expect(await loaded('const a = 1;\n<<<<<<< HEAD\n')).toMatch(
    /^it:2:1: this is the mark of a merge conflict/,
  );
  expect(await loaded('<<<<<<<\n')).toMatch(/^it:1:1: this is the mark/);
  expect(await loaded('```ts\nconst a = 1;\n```\n')).toMatch(
    /^it:1:1: this is the fence of a Markdown block/,
  );
  const text = ['// <<<<<<< mine', '// ```', 'export const a = 1; // <<<<<<< HEAD'].join('\n');
  expect(await loaded(text)).toEqual({ a: 1 });
});

test('what throws while it is loaded says so', async () => {
  expect(await loaded("throw new RangeError('no milk');")).toBe('RangeError: no milk');
});

test('to warm up leaves warnings as they were', () => {
  const { emitWarning } = process;
  warmUp();
  expect(process.emitWarning).toBe(emitWarning);
});
