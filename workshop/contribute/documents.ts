import { readFileSync } from 'node:fs';
import {
  examplesIn,
  fillLesson,
  inTurn,
  isReal,
  narrowPicture,
  runExample,
  stepFile,
  titleOf,
  transcript,
  type Example,
  type Exhibits,
} from '../catalog/lesson.ts';
import { root, stepNames } from '../catalog/steps.ts';
import { loopMarkdown } from '../draw/loop-table.ts';
import type { TitledRun } from '../draw/lanes.ts';
import { describeTimelines, telephone, timelineSvg } from '../draw/timeline-svg.ts';
import { recordRuns } from '../record/record-runs.ts';
import { heroRuns } from './hero.ts';
import { plainTranscripts } from './plain-program.ts';

/** Where the pictures of the lessons are kept. */
export const pictures = 'steps/pictures';

/** The event loop of the steps whose lessons do not show it: they are compared, too. */
const otherTables = 'test/workshop/draw/other-tables.md';

/**
 * Everything that is written from real runs: the lessons and the README with their blocks filled anew, and the pictures
 * they show. `npm run docs` writes it; a test compares it with what is there. A step that runs in real time never takes
 * exactly as long as the last time, so what its lesson shows is kept until it is asked for anew.
 *
 * @param record records the steps, in one process
 * @param anew the steps of real time that are run now
 * @returns the content of each file, by its path
 */
export async function documents(record = recordRuns, anew: string[] = []): Promise<Map<string, string>> {
  const lessons = stepNames().map((step) => ({ step, path: `steps/${step}.md`, linkTo: 'pictures' }));
  const texts = [...lessons, { step: 'README', path: 'README.md', linkTo: pictures }].map((each) => {
    const text = readFileSync(new URL(each.path, root), 'utf8');
    const shows = (kind: string) => examplesIn(text, each.step, kind).flat();
    return { ...each, text, tables: shows('table'), plain: shows('plain') };
  });
  const shown = texts.flatMap(({ tables }) => tables);
  const others = lessons.flatMap(({ step }) =>
    isReal(step) || shown.some((each) => each.step === step) ? [] : [{ step, args: [] }],
  );
  const recordings = await record(
    [...shown, ...others].map(({ step, args }) => ({ file: stepFile(step), args })),
  );
  // After the recorder, which keeps a core busy, and before the clock of this process is the virtual one.
  const plain = await plainTranscripts(
    texts.flatMap((each) => each.plain).filter((each) => !isKept([each], anew)),
  );
  const tables = new Map(
    [...shown, ...others].map((each, at) => [titleOf(each), loopMarkdown(recordings[at]!)]),
  );

  const files = new Map<string, string>();
  /** Draws it twice: for a page and for a telephone. */
  const draw = (file: string, runs: TitledRun[], title: string) => {
    files.set(`${pictures}/${file}`, timelineSvg(runs, { title }));
    files.set(`${pictures}/${narrowPicture(file)}`, timelineSvg(runs, { title, width: telephone }));
  };
  for (const { step, path, linkTo, text } of texts) {
    const exhibits: Exhibits = {
      transcript: async (examples, current) => (isKept(examples, anew) ? current : transcript(examples)),
      timeline: async (examples, current) => {
        if (isKept(examples, anew)) {
          for (const [, picture = ''] of current.matchAll(/\]\((?:steps\/)?pictures\/([\w-]+\.svg)\)/g))
            for (const file of [picture, narrowPicture(picture)])
              files.set(`${pictures}/${file}`, readFileSync(new URL(`${pictures}/${file}`, root), 'utf8'));
          return current;
        }
        const { file, runs, title } = await runsOf(examples);
        draw(file, runs, title);
        return `![${describeTimelines(runs)}](${linkTo}/${file})`;
      },
      table: async (examples) => examples.map((each) => tables.get(titleOf(each))).join('\n\n'),
      hero: async () => {
        const runs = await heroRuns();
        // Only the README shows it, which is no page of ours.
        files.set(
          `${pictures}/hero.svg`,
          timelineSvg(runs, { title: 'Seven downloads, at most three at the same time' }),
        );
        return `![${describeTimelines(runs)}](${linkTo}/hero.svg)`;
      },
      plain: async (examples, current) =>
        isKept(examples, anew) ? current : examples.map((each) => plain.get(titleOf(each))).join('\n\n'),
    };
    files.set(path, await fillLesson(text, step, exhibits));
  }
  const rest = others.map((each) => `## ${titleOf(each)}\n\n${tables.get(titleOf(each))}\n`);
  return files.set(otherTables, ['# What no lesson shows\n', ...rest].join('\n'));
}

function isKept(examples: Example[], anew: string[]): boolean {
  return examples.some(({ step }) => isReal(step) && !anew.includes(step));
}

/** The runs of one picture, and what it is called. */
async function runsOf(examples: Example[]): Promise<{ runs: TitledRun[]; file: string; title: string }> {
  const runs = await inTurn(examples, async (example) => ({
    title: titleOf(example),
    run: await runExample(example),
  }));
  const titles = runs.map((run) => run.title).join(' and ');
  const file = `${titles.replaceAll(' and ', '-and-').replaceAll(/[^\w-]+/g, '-')}.svg`;
  return { runs, file, title: `Timeline of ${titles}` };
}
