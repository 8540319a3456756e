import { writeFileSync } from 'node:fs';
import { readTargets, record } from './target.ts';

/**
 * npm start loop 4: tells step by step who runs, who is ready and who sleeps, for a step or a file of one's own.
 * `--html` writes a page to go forwards and backwards in.
 *
 * @returns the exit status
 */
export async function loop(args: string[]): Promise<number> {
  const { targets, files } = readTargets(args, ['html']);
  const page = files.get('html');
  // What draws is read while the other process runs.
  const [recordings, { loopHtml }, { loopTable }] = await Promise.all([
    record(targets),
    import('../draw/html.ts'),
    import('../draw/loop-table.ts'),
  ]);
  for (const recording of recordings) {
    const { outcome } = recording.run;
    if (page !== undefined) writeFileSync(page, loopHtml(recording));
    process.stdout.write(
      page === undefined
        ? `${loopTable(recording, { width: process.stdout.columns || 100 })}\n`
        : `wrote ${page}\n`,
    );
    if (outcome.kind === 'failed') process.stderr.write(`${String(outcome.error)}\n`);
  }
  return 0;
}
