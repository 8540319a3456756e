import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { recordRun } from '../../../workshop/record/record-runs.ts';
import { puzzles } from './puzzles.ts';

const folder = mkdtempSync(join(tmpdir(), 'puzzles '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('there are ten of them', () => {
  expect(puzzles).toHaveLength(10);
});

test.each(puzzles)('every row is as Node documents it: $name', async ({ file, text, rows }) => {
  const path = join(folder, file);
  writeFileSync(path, text);
  const { steps } = await recordRun(path);
  const told = steps.map(({ from = 'script', line, resumes, prints }) => {
    const said = prints.map((print) => print.text).join(', ');
    return `${from} ${resumes ? 'resumes ' : ''}${line}: ${said}`;
  });
  expect(told).toEqual(rows);
});
