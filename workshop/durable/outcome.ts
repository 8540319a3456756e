import { setTimeout as pause } from 'node:timers/promises';
import type { Engine } from './engine.ts';

/**
 * Waits until these orders have been served or given up, and says how many of each. Others may be in the database, from an
 * earlier day or another machine. Rejects when the signal aborts.
 *
 * @param ids what `boss.send` has returned for each of them
 * @returns such as `ready: 4, given up: 0, dead letters: 0`
 */
export async function outcome({ boss, sql }: Engine, ids: string[], signal: AbortSignal): Promise<string> {
  const text = `SELECT count(*) FILTER (WHERE state = 'completed')::int AS ready,
    count(*) FILTER (WHERE state = 'failed')::int AS failed FROM workshop.job WHERE id = ANY($1::uuid[])`;
  for (;;) {
    const [counts] = (await sql(text, [ids])).rows;
    const { ready, failed } = counts as { ready: number; failed: number };
    if (ready + failed >= ids.length)
      return `ready: ${ready}, given up: ${failed}, dead letters: ${await boss.getQueueSize('unserved')}`;
    await pause(100, undefined, { signal });
  }
}
