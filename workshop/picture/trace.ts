import { lanesOf, type Drawable } from './lanes.ts';

interface TraceEvent {
  ph: 'X' | 'i' | 'M';
  name: string;
  pid: number;
  tid: number;
  /** Whole microseconds. */
  ts?: number;
  dur?: number;
  s?: 't';
  args: Record<string, unknown>;
}

/**
 * A run as trace events, which Perfetto and chrome://tracing show: one thread a lane, one slice for each stretch, flat,
 * named by the line that opens it, and one instant for each line.
 *
 * @returns an object to be written as JSON
 *
 * @example
 * await writeFile('trace.json', JSON.stringify(traceEvents(run)));
 */
export function traceEvents(run: Drawable): { traceEvents: TraceEvent[]; displayTimeUnit: 'ms' } {
  const pid = 1;
  const events = lanesOf(run).flatMap((lane, index): TraceEvent[] => {
    const tid = index + 1;
    return [
      { ph: 'M', name: 'thread_name', pid, tid, args: { name: lane.name } },
      { ph: 'M', name: 'thread_sort_index', pid, tid, args: { sort_index: index } },
      ...lane.stretches.map(({ kind, from, to, name }): TraceEvent => {
        const ts = microseconds(from);
        return {
          ph: 'X',
          name: name === '' ? kind : name,
          pid,
          tid,
          ts,
          dur: microseconds(to) - ts,
          args: { kind },
        };
      }),
      ...lane.marks.map(({ kind, at, text }): TraceEvent => {
        return { ph: 'i', name: text, pid, tid, ts: microseconds(at), s: 't', args: { kind } };
      }),
    ];
  });
  const process: TraceEvent = { ph: 'M', name: 'process_name', pid, tid: 0, args: { name: 'program' } };
  return { traceEvents: [process, ...events], displayTimeUnit: 'ms' };
}

function microseconds(ms: number): number {
  return Math.round(ms * 1000);
}
