import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inTurn, isReal } from '../catalog/lesson.ts';
import { colour } from '../runtime/printer.ts';
import type { TitledRun } from '../draw/lanes.ts';
import { runMain } from './run-main.ts';
import { lessonTargets, readTargets, record, refuseUnlessRun, stepOf, type TitledTarget } from './target.ts';

const switches = ['open', 'real', 'arrows', 'no-arrows', 'grouped'];

/**
 * npm start timeline 5: draws who ran, and who waited for what. `5 in-order + 5` puts two runs one above the other, and a
 * file of one's own will do as well as a step. `svg a.svg`, `html a.html` and `trace a.json` write files, `open` says how to
 * look at them, `real` runs it in real time, `no-arrows` leaves out who wakes whom, and `grouped` draws equal lanes as one.
 *
 * @returns the exit status
 */
export async function timeline(args: string[]): Promise<number> {
  const { targets, files, set } = readTargets(args, ['svg', 'html', 'trace'], switches);
  const shown = targets.length === 1 ? lessonTargets(targets[0]!) : [];
  const drawn = shown.length > 0 ? shown : targets;
  // What draws is read while the programs run.
  const [runs, { timelines }, { timelineSvg }, { timelineHtml }, { traceEvents }] = await Promise.all([
    runsOf(drawn, set.has('real')),
    import('../draw/timeline-text.ts'),
    import('../draw/timeline-svg.ts'),
    import('../draw/timeline-html.ts'),
    import('../draw/trace.ts'),
  ]);
  const isInRealTime = runs.some((each) => each.isInRealTime);
  const title = drawn.map((each) => each.title).join(' and ');
  const group = set.has('grouped');
  const arrows = set.has('no-arrows') ? false : set.has('arrows') ? true : undefined;
  if (files.size === 0) {
    const width = process.stdout.columns || 80;
    process.stdout.write(`${timelines(runs, { width, colour: colour.level > 0, group })}\n`);
    if (isInRealTime) process.stdout.write('It ran in real time: times differ from run to run.\n');
    if (set.has('open')) files.set('html', join(mkdtempSync(join(tmpdir(), 'timeline-')), 'timeline.html'));
  }
  for (const { run } of runs)
    if (run.outcome.kind === 'failed') process.stderr.write(`${String(run.outcome.error)}\n`);
  for (const [kind, file] of files) {
    if (kind === 'svg') writeFileSync(file, timelineSvg(runs, { title, arrows, group }));
    if (kind === 'html') writeFileSync(file, timelineHtml(runs, { title, arrows, group }));
    if (kind === 'trace') writeFileSync(file, JSON.stringify(traceEvents(runs)));
    process.stdout.write(`wrote ${file}\n${set.has('open') ? howToOpen(kind, file) : ''}`);
  }
  return 0;
}

/** Some steps depend on what the virtual clock cannot see. */
const needsRealTime = (target: TitledTarget) => {
  const step = stepOf(target);
  return step !== undefined && isReal(step);
};

/** In a process of their own, since a program may do whatever it likes to it, or never end; in real time here, line by line. */
async function runsOf(
  targets: TitledTarget[],
  real: boolean,
): Promise<(TitledRun & { isInRealTime: boolean })[]> {
  const here = new Set(targets.filter((each) => real || needsRealTime(each)));
  const recordings = await record(targets.filter((each) => !here.has(each)));
  return inTurn(targets, async (target) => {
    const { title } = target;
    const recording = here.has(target) ? undefined : recordings.shift();
    if (recording) return { title, run: recording.run, isInRealTime: recording.clock === 'real' };
    const run = await runMain(target);
    refuseUnlessRun(run);
    return { title, run, isInRealTime: true };
  });
}

function howToOpen(kind: string, file: string): string {
  if (kind !== 'trace') return `Open it in a browser: ${pathToFileURL(resolve(file)).href}\n`;
  return 'Open https://ui.perfetto.dev, or chrome://tracing in Chrome, and drop the file on the page.\n';
}
