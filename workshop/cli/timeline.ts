import { writeFileSync } from 'node:fs';
import { colour } from '../runtime/printer.ts';
import { lessonTargets, readTargets, record } from './target.ts';

/**
 * npm start timeline 5: draws who ran and who waited. `5 in-order + 5` puts two runs one above the other, and a file
 * of one's own will do as well as a step. `--svg`, `--html` and `--trace` write files.
 *
 * @returns the exit status
 */
export async function timeline(args: string[]): Promise<number> {
  const { targets, files } = readTargets(args, ['svg', 'html', 'trace']);
  const shown = targets.length === 1 ? lessonTargets(targets[0]!) : [];
  const drawn = shown.length > 0 ? shown : targets;
  // What draws is read while the other process runs.
  const [recordings, { timelines }, { timelineSvg }, { timelineHtml }, { traceEvents }] = await Promise.all([
    record(drawn),
    import('../draw/timeline-text.ts'),
    import('../draw/timeline-svg.ts'),
    import('../draw/html.ts'),
    import('../draw/trace.ts'),
  ]);
  const runs = recordings.map(({ run }, index) => ({ title: drawn[index]!.title, run }));
  const title = drawn.map((each) => each.title).join(' and ');
  if (files.size === 0) {
    process.stdout.write(
      `${timelines(runs, { width: process.stdout.columns || 80, colour: colour.level > 0 })}\n`,
    );
  }
  for (const { run } of runs)
    if (run.outcome.kind === 'failed') process.stderr.write(`${String(run.outcome.error)}\n`);
  for (const [kind, file] of files) {
    if (kind === 'svg') writeFileSync(file, timelineSvg(runs, { title }));
    if (kind === 'html') writeFileSync(file, timelineHtml(runs, { title }));
    if (kind === 'trace') writeFileSync(file, JSON.stringify(traceEvents(runs)));
    process.stdout.write(`wrote ${file}\n`);
  }
  return 0;
}
