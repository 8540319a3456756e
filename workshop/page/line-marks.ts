import { framesOf } from '../record/stack.ts';
import type { Job, Turn } from '../record/turns.ts';

/** A line of an answer, and from when until when (ms) it did what. What happens in a moment begins and ends in it. */
export interface LineMark {
  line: number;
  what: 'says' | 'waits';
  from: number;
  to: number;
}

/**
 * The line of a file that is running, or whose call has led here; `undefined` when the file has nothing to do with it.
 *
 * @param file from the workshop's folder, such as `exercises/03-promise-all.ts`
 */
export function runningLine(file: string): number | undefined {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 40;
  const { stack } = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  // An answer may have put in a way of its own to write stacks. And who only waits for this has not called it.
  const rows = String(stack)
    .replaceAll('\\', '/')
    .split('\n')
    .filter((row) => row.includes(`/${file}`) && !/^\s*at async /.test(row));
  const [, line] = /:(\d+):\d+\)?$/.exec(rows[0] ?? '') ?? [];
  return line === undefined ? undefined : Number(line);
}

/**
 * The lines of a file that waited, at an `await` or with a callback of their own.
 *
 * @param turns what was watched of one run
 * @param file its path
 * @param end when the run was over (ms): what still waited, waited until then
 *
 * @example
 * waitsOf(watch.turns.all, file, 1000); // [{ line: 42, what: 'waits', from: 0, to: 1000 }]
 */
export function waitsOf(turns: Turn[], file: string, end: number): LineMark[] {
  const resumed = new Map<Job | undefined, number>(turns.map(({ resumed: job, at }) => [job, at]));
  return turns.flatMap(({ events, to: from }) =>
    events.flatMap((event): LineMark[] => {
      if (event.type !== 'promise' || !event.awaits) return [];
      const { frames, direct } = framesOf(event.place, file);
      const line = frames[0]?.line;
      // What a built-in such as Promise.all waits for is no line's own doing.
      return line === undefined || !direct
        ? []
        : [{ line, what: 'waits', from, to: resumed.get(event) ?? end }];
    }),
  );
}
