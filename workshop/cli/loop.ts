import { writeFileSync } from 'node:fs';
import { loopHtml } from '../picture/html.ts';
import { loopTable } from '../picture/loop.ts';
import { readWish, record } from '../picture/target.ts';

/**
 * npm start loop 4: tells step by step who runs, who is ready and who sleeps, for a step or a file of one's own.
 * `--html` writes a page to go forwards and backwards in.
 *
 * @returns the exit status
 */
export async function loop(args: string[]): Promise<number> {
  const { targets, files } = readWish(args, ['html']);
  for (const target of targets) {
    const recording = await record(target);
    const page = files.get('html');
    if (page === undefined)
      process.stdout.write(`${loopTable(recording, { width: process.stdout.columns ?? 100 })}\n`);
    else {
      writeFileSync(page, loopHtml(recording));
      process.stdout.write(`wrote ${page}\n`);
    }
    const { outcome } = recording.run;
    if (outcome.kind === 'failed') process.stderr.write(`${String(outcome.error)}\n`);
  }
  return 0;
}
