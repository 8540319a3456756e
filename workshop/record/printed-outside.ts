import { readFileSync } from 'node:fs';
import type { Watch } from './event-loop-watch.ts';
import type { Print } from './turns.ts';

/**
 * Puts what other processes wrote to the same standard output among the prints of this one. Between their words are the
 * marks of ours: `\u0002`, how many prints there were, `\u0003`.
 *
 * @param output the file that standard output goes to
 */
export function placesWithin(watch: Watch, output: string): void {
  const parts = readFileSync(output, 'utf8').split(/\u0002(\d+)\u0003/);
  for (let at = parts.length - 1; at >= 0; at -= 2) {
    const text = parts[at]!;
    const after = Number(parts[at - 1] ?? 0);
    if (text === '') continue;
    const before = watch.prints[after - 1];
    const foreign = text
      .replace(/\n$/, '')
      .split('\n')
      .map((line): Print => ({
        ...{ type: 'print', task: undefined, place: {}, at: before?.at ?? 0, lane: 'another process' },
        ...{ text: line, stream: 'stdout', open: false },
      }));
    watch.prints.splice(after, 0, ...foreign);
    const turn =
      watch.turns.all.find(({ events }) => before && events.includes(before)) ?? watch.turns.all[0]!;
    turn.events.splice(before ? turn.events.indexOf(before) + 1 : 0, 0, ...foreign);
  }
}
