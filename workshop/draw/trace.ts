import { lanesOf, type Lane, type TitledRun } from './lanes.ts';

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
 * Runs as trace events, which Perfetto and chrome://tracing show: one process a run, one thread a lane, one slice for
 * each stretch, flat, named by the line that opens it, and one instant for each line.
 *
 * @returns an object to be written as JSON
 *
 * @example
 * await writeFile('trace.json', JSON.stringify(traceEvents([{ title: 'Launch order', run }])));
 */
export function traceEvents(runs: TitledRun[]): { traceEvents: TraceEvent[]; displayTimeUnit: 'ms' } {
  const events = runs.flatMap(({ title, run }, index): TraceEvent[] => {
    const pid = index + 1;
    const lanes = lanesOf(run).flatMap((lane, at) => laneEvents(lane, pid, at + 1));
    return [...heading('process', title, pid, 0), ...lanes];
  });
  return { traceEvents: events, displayTimeUnit: 'ms' };
}

function laneEvents({ name, stretches, marks }: Lane, pid: number, tid: number): TraceEvent[] {
  return [
    ...heading('thread', name, pid, tid),
    ...stretches.map(({ kind, from, to, name: line }): TraceEvent => {
      const ts = microseconds(from);
      const dur = microseconds(to) - ts;
      return { ph: 'X', name: line === '' ? kind : line, pid, tid, ts, dur, args: { kind } };
    }),
    ...marks.map(({ kind, at, text }): TraceEvent => {
      return { ph: 'i', name: text, pid, tid, ts: microseconds(at), s: 't', args: { kind } };
    }),
  ];
}

/** What a process or a thread is called, and its place among the others. */
function heading(kind: 'process' | 'thread', name: string, pid: number, tid: number): TraceEvent[] {
  const sort_index = kind === 'process' ? pid : tid;
  return [
    { ph: 'M', name: `${kind}_name`, pid, tid, args: { name } },
    { ph: 'M', name: `${kind}_sort_index`, pid, tid, args: { sort_index } },
  ];
}

function microseconds(ms: number): number {
  return Math.round(ms * 1000);
}
