import type { QueueLengths } from '../runtime/run-recorder.ts';
import type { Lane } from './lanes.ts';
import type { State } from './states.ts';
import { microseconds, type TraceEvent } from './trace-event.ts';

/** What is counted: the track it is drawn in, and its name there. */
const counted: Partial<Record<State, [track: string, series: string]>> = {
  runs: ['who has the thread', 'running'],
  ready: ['who has the thread', 'ready'],
  queue: ['waiting in line', 'in a queue'],
  slot: ['waiting in line', 'for a slot'],
};

/** How many lanes run, are ready, and wait in a queue or for a slot: a value for each time at which one of them changes. */
export function counterEvents(lanes: Lane[], pid: number): TraceEvent[] {
  const series = Object.values(counted);
  const tracks = [...new Set(series.map(([track]) => track))];
  const changes = lanes.flatMap(({ stretches }) =>
    stretches.flatMap(({ state, from, to }) => {
      const known = counted[state];
      if (!known) return [];
      const [track, name] = known;
      return [
        { track, name, ts: microseconds(from), by: 1 },
        { track, name, ts: microseconds(to), by: -1 },
      ];
    }),
  );
  changes.sort((one, other) => one.ts - other.ts);
  return tracks.flatMap((track) => {
    const values: Record<string, number> = {};
    for (const [of, name] of series) if (of === track) values[name] = 0;
    // The last value of a time counts: what ends and what begins then are not two changes.
    const events = new Map<number, TraceEvent>([
      [0, { ph: 'C', name: track, pid, tid: 0, ts: 0, args: { ...values } }],
    ]);
    for (const { name, ts, by } of changes.filter((change) => change.track === track)) {
      values[name] = values[name]! + by;
      events.set(ts, { ph: 'C', name: track, pid, tid: 0, ts, args: { ...values } });
    }
    return events.size > 1 ? [...events.values()] : [];
  });
}

/** How many items are inside each queue, a track of its own for each. */
export function queueEvents(queues: QueueLengths[], pid: number): TraceEvent[] {
  return queues.flatMap(({ name, lengths }) =>
    lengths.map(({ at, length }) => ({
      ph: 'C' as const,
      name,
      pid,
      tid: 0,
      ts: microseconds(at),
      args: { items: length },
    })),
  );
}
