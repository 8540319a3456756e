import { writeFileSync } from 'node:fs';
import { readTargets, record } from './target.ts';

/**
 * npm start loop 4: tells step by step who runs, who is ready and who sleeps, for a step or a file of one's own.
 * `all` shows what does not fit on the screen, `html loop.html` writes a page to go forwards and backwards in.
 *
 * @returns the exit status
 */
export async function loop(args: string[]): Promise<number> {
  const { targets, files, set } = readTargets(args, ['html'], ['all']);
  const page = files.get('html');
  // What draws is read while the other process runs.
  const [recordings, { loopHtml }, { loopTable }] = await Promise.all([
    record(targets),
    import('../draw/html.ts'),
    import('../draw/loop-table.ts'),
  ]);
  const width = process.stdout.columns || 100;
  const rows = process.stdout.rows || 45;
  // The prompt and the notes below the table need some lines, too.
  const height = set.has('all') ? Infinity : Math.max(10, rows - 5);
  for (const recording of recordings) {
    if (page !== undefined) writeFileSync(page, loopHtml(recording));
    process.stdout.write(
      page === undefined ? `${loopTable(recording, { width, height })}\n` : `wrote ${page}\n`,
    );
  }
  return 0;
}
