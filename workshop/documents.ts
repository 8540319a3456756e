import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  fillLesson,
  inTurn,
  root,
  runExample,
  stepNames,
  transcript,
  type Example,
  type Exhibits,
} from './lesson.ts';
import { loopMarkdown } from './picture/loop.ts';
import { recordRun } from './picture/record.ts';
import { describeTimelines, timelineSvg } from './picture/svg.ts';

/** Where the pictures of the lessons are kept. */
export const pictures = 'steps/pictures';

/**
 * Everything that is written from real runs: the lessons and the README with their blocks filled anew, and the pictures
 * they show. `npm run docs` writes it; a test compares it with what is there.
 *
 * @returns the content of each file, by its path
 */
export async function documents(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const step of stepNames()) await fill(files, `steps/${step}.md`, step, 'pictures');
  await fill(files, 'README.md', 'README', pictures);
  return files;
}

async function fill(files: Map<string, string>, path: string, step: string, linkTo: string): Promise<void> {
  const exhibits: Exhibits = {
    transcript,
    timeline: async (examples) => {
      const picture = await drawTimeline(examples);
      files.set(`${pictures}/${picture.file}`, picture.svg);
      return `![${picture.words}](${linkTo}/${picture.file})`;
    },
    table: async (examples) => (await inTurn(examples, drawTable)).join('\n\n'),
  };
  files.set(path, await fillLesson(readFileSync(new URL(path, root), 'utf8'), step, exhibits));
}

async function drawTimeline(examples: Example[]): Promise<{ file: string; svg: string; words: string }> {
  const runs = await inTurn(examples, async (example) => ({
    title: titleOf(example),
    run: await runExample(example),
  }));
  const title = runs.map((run) => run.title).join(' and ');
  const file = `${title.replaceAll(' and ', '-and-').replaceAll(/[^\w-]+/g, '-')}.svg`;
  return { file, svg: timelineSvg(runs, { title: `Timeline of ${title}` }), words: describeTimelines(runs) };
}

async function drawTable({ step, args }: Example): Promise<string> {
  return loopMarkdown(await recordRun(fileURLToPath(new URL(`steps/${step}.ts`, root)), args));
}

function titleOf({ step, args }: Example): string {
  return [step, ...args].join(' ');
}
