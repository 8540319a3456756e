import { lanesOf, type Lane, type TitledRun } from './lanes.ts';
import { counterEvents, queueEvents } from './trace-counters.ts';
import { flowEvents } from './trace-flows.ts';
import { inWords } from './states.ts';
import { microseconds, type TraceEvent } from './trace-event.ts';

/**
 * Runs as trace events, which Perfetto and chrome://tracing show: one process a run, one thread a lane, one slice for
 * each thing that a lane does, flat, an instant for each line, an arrow from each lane that wakes another one, and counters of
 * how many run, are ready and wait in line, and of how full each queue is.
 *
 * @returns an object to be written as JSON
 *
 * @example
 * await writeFile('trace.json', JSON.stringify(traceEvents([{ title: 'Launch order', run }])));
 */
export function traceEvents(runs: TitledRun[]): { traceEvents: TraceEvent[]; displayTimeUnit: 'ms' } {
  const events: TraceEvent[] = [];
  let arrows = 0;
  for (const [index, { title, run }] of runs.entries()) {
    const pid = index + 1;
    const { lanes, wakes } = lanesOf(run);
    events.push(...heading('process', title, pid, 0));
    for (const [at, lane] of lanes.entries())
      for (const event of laneEvents(lane, pid, at + 1)) events.push(event);
    const flows = flowEvents(lanes, wakes, pid, arrows);
    arrows += flows.length / 2;
    for (const event of flows) events.push(event);
    for (const event of [...counterEvents(lanes, pid), ...queueEvents(run.queues ?? [], pid)])
      events.push(event);
  }
  return { traceEvents: events, displayTimeUnit: 'ms' };
}

function laneEvents({ name, stretches, marks }: Lane, pid: number, tid: number): TraceEvent[] {
  return [
    ...heading('thread', name, pid, tid),
    ...stretches
      .map(({ state, from, to, text }): TraceEvent => {
        const ts = microseconds(from);
        const words = state === 'runs' && text !== '' ? text : inWords(state, text);
        return {
          ph: 'X',
          name: words,
          pid,
          tid,
          ts,
          dur: microseconds(to) - ts,
          args: { state, what: text },
        };
      })
      .filter(({ dur }) => dur !== 0),
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
