import type { ChildProcess } from 'node:child_process';
import type { Sql } from './engine.ts';

interface Question {
  ask?: number;
  text: string;
  values?: unknown[];
}

/**
 * Lends a database that lives in this process to a process started by it: its statements come as messages, and go back as
 * rows. PGlite can be open in one process only.
 *
 * @example
 * const shop = fork(file, ['shop'], { env: { ...process.env, DATABASE_OF_PARENT: '1' }, serialization: 'advanced' });
 * lend(shop, engine.sql);
 */
export function lend(child: ChildProcess, sql: Sql): void {
  child.on('message', ({ ask, text, values }: Question) => {
    if (ask === undefined) return;
    // The process that asked may be gone by now.
    const answer = (message: object) => child.connected && child.send({ answer: ask, ...message }, () => {});
    sql(text, values).then(
      ({ rows }) => answer({ rows: { rows } }),
      (error: unknown) => answer({ error: error instanceof Error ? error.message : String(error) }),
    );
  });
}
