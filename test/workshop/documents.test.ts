import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { documents, pictures } from '../../workshop/documents.ts';
import { fillLesson, root } from '../../workshop/lesson.ts';

let written: Map<string, string>;
beforeAll(async () => {
  written = await documents();
}, 60_000);

test('every transcript, table and picture is what the programs do today', () => {
  const stale = [...written].filter(([path, content]) => read(path) !== content).map(([path]) => path);
  expect(stale, 'Write them anew with: npm run docs').toEqual([]);
});

test('no picture is left over', () => {
  const kept = readdirSync(new URL(`${pictures}/`, root)).map((file) => `${pictures}/${file}`);
  expect(
    kept.filter((path) => !written.has(path)),
    'Remove them with: npm run docs',
  ).toEqual([]);
});

test('only what stands between the marks is written, and its indentation is kept', async () => {
  const lesson =
    'Before.\n\n   <!-- run: transcript 03-promise-all settled -->\n   old\n   <!-- end -->\nAfter.\n';
  const filled = await fillLesson(lesson, '01-sync-workers', {
    transcript: async ([example]) => `${example?.step}\n\n${example?.args.join()}\n`,
  });
  expect(filled).toBe(
    'Before.\n\n   <!-- run: transcript 03-promise-all settled -->\n   03-promise-all\n\n   settled\n   <!-- end -->\nAfter.\n',
  );
});

test('a word that no lesson can show is refused with those it can', async () => {
  const lesson = '<!-- run: film -->\n<!-- end -->\n';
  await expect(fillLesson(lesson, '01-sync-workers', { transcript: async () => '' })).rejects.toThrow(
    '01-sync-workers.md asks for "film"; a lesson can show: transcript.',
  );
});

function read(path: string): string | undefined {
  try {
    return readFileSync(new URL(path, root), 'utf8');
  } catch {
    return undefined;
  }
}
