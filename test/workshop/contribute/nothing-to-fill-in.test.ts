import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { gap } from '../../../workshop/contribute/new-step.ts';
import { root } from '../../../workshop/catalog/steps.ts';

const folders = [
  'steps',
  'exercises',
  'solutions',
  'test/untouched',
  'test/steps',
  'test/exercises',
  'test/mistakes',
  'test/answers',
];

function textsBelow(folder: string): string[] {
  return readdirSync(new URL(`${folder}/`, root), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return textsBelow(path);
    return /\.(ts|md)$/.test(path) ? [path] : [];
  });
}

test('no new step is left half written', () => {
  const left = ['README.md', ...folders.flatMap(textsBelow)].flatMap((path) =>
    readFileSync(new URL(path, root), 'utf8')
      .split(/\r?\n/)
      .flatMap((line, i) => (line.includes(gap) ? [`${path}:${i + 1}  ${line.trim()}`] : [])),
  );
  expect(left.length, `Write what stands after "${gap}" here:\n${left.join('\n')}\n`).toBe(0);
});
