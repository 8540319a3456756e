import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { documents, pictures } from '../../../workshop/contribute/documents.ts';
import { plainMarkdown, plainTranscripts, runPlain } from '../../../workshop/contribute/plain-program.ts';
import { fillLesson, isReal, runExample, titleOf } from '../../../workshop/catalog/lesson.ts';
import { root, stepNames } from '../../../workshop/catalog/steps.ts';
import { recordRuns, type Recording } from '../../../workshop/record/record-runs.ts';

// One pass over all steps: what is recorded for the tables is compared with the same runs without a recorder.
let recordings: Recording[] = [];
const written = await documents(async (targets) => (recordings = await recordRuns(targets)));

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

test('recording changes no order: lines, times and total of every step are those of a plain run', async () => {
  const titles = [];
  for (const { file, args, run } of recordings) {
    const example = { step: basename(file, '.ts'), args };
    const { lines, elapsed, busy, late, tasks, unanswered, outcome } = await runExample(example);
    expect({ ...run, outcome: run.outcome.kind }, titleOf(example)).toMatchObject({
      ...{ lines, elapsed, busy, late, tasks, unanswered },
      outcome: outcome.kind,
    });
    titles.push(example.step);
  }
  expect(titles).toEqual(expect.arrayContaining(stepNames().filter((step) => !isReal(step))));
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

describe('a plain program', () => {
  const script = 'test/workshop/programs/plain.ts';

  test('is run with its arguments, and a lesson shows what it printed', async () => {
    expect(plainMarkdown(await runPlain(script, ['x y']))).toBe('```text\n0.2 s  it was given x y\n```');
  });

  test('that fails on purpose is shown with its exit status', async () => {
    expect(plainMarkdown(await runPlain(script, ['bug']))).toBe(
      '```text\n0.2 s  it was given bug\n```\n\nExit status 1.',
    );
  });

  test('that does not end is killed, and named with what it printed', async () => {
    await expect(runPlain(script, ['hang'], 3000)).rejects.toThrow(
      `"npx tsx ${script} hang" had not ended after 3 s and was killed. Let it end by itself in a few seconds.\n0.2 s`,
    );
  });

  test('that is not there is asked for by its name', async () => {
    await expect(plainTranscripts([{ step: '98-nothing', args: ['bug'] }])).rejects.toThrow(
      'steps/98-nothing.plain.ts is missing',
    );
  });
});

function read(path: string): string | undefined {
  try {
    return readFileSync(new URL(path, root), 'utf8');
  } catch {
    return undefined;
  }
}
