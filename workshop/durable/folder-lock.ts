import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { UsageError } from '../runtime/arguments.ts';

/**
 * Keeps other processes out of the database in a folder: PGlite itself lets two in, and neither sees what the other writes.
 * A process that is killed leaves its file behind, so the file says whose it is.
 *
 * @returns what lets the next one in
 * @throws UsageError while another process has it
 *
 * @example
 * const unlock = lockFolder('.workshop/orders');
 */
export function lockFolder(folder: string): () => void {
  const file = `${folder}.pid`;
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = ownerOf(file);
    if (isAlive(owner))
      throw new UsageError(
        `The database in ${folder} is open in process ${owner}, and only one at a time can have it open. Close that one first; ` +
          `if it is something else by now, delete ${file}.`,
      );
    rmSync(file, { force: true });
  }
}

/** Nobody, if the file has gone in the meantime. */
function ownerOf(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8')) || process.pid;
  } catch {
    return -1;
  }
}

function isAlive(id: number): boolean {
  if (id < 0) return false;
  try {
    return process.kill(id, 0);
  } catch (error) {
    // It may belong to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
