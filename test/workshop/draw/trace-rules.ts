import type { TraceEvent } from '../../../workshop/draw/trace-event.ts';

const microseconds = (value: number | undefined) => Number.isInteger(value) && value! >= 0;

/**
 * What in a trace is against the Trace Event Format, as far as Perfetto and chrome://tracing care: they draw such events
 * wrongly, or leave them out without a word.
 */
export function brokenRules(events: TraceEvent[]): string[] {
  const broken: string[] = [];
  const slices = new Map<string, TraceEvent[]>();
  const thread = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  for (const event of events) {
    if (event.ph !== 'M' && !microseconds(event.ts)) broken.push(`${event.ph} ${event.name}: ts ${event.ts}`);
    if (event.ph !== 'X') continue;
    if (!microseconds(event.dur) || event.dur === 0) broken.push(`X ${event.name}: dur ${event.dur}`);
    slices.set(thread(event), [...(slices.get(thread(event)) ?? []), event]);
  }
  for (const row of slices.values()) {
    row.sort((one, other) => one.ts! - other.ts!);
    for (const [index, { ts, name }] of row.entries()) {
      const before = row[index - 1];
      if (before && before.ts! + before.dur! > ts!) broken.push(`slice "${name}" overlaps the one before`);
    }
  }
  const flows = new Map<number | undefined, TraceEvent[]>();
  for (const event of events.filter(({ ph }) => ph === 's' || ph === 'f')) {
    flows.set(event.id, [...(flows.get(event.id) ?? []), event]);
    const around = slices
      .get(thread(event))
      ?.some(({ ts, dur }) => ts! <= event.ts! && event.ts! < ts! + dur!);
    if (!around) broken.push(`${event.ph} ${event.id} is in no slice at ${event.ts}`);
    if (event.ph === 'f' && event.bp !== 'e') broken.push(`f ${event.id} is tied to the next slice`);
  }
  for (const [id, [start, finish, ...others]] of flows) {
    const isPair = start?.ph === 's' && finish?.ph === 'f' && others.length === 0;
    if (!isPair || start.name !== finish.name || start.cat !== finish.cat || start.ts! > finish.ts!)
      broken.push(`arrow ${id} is no pair of a start and a later finish of one name`);
  }
  for (const { ph, name, args } of events)
    if (
      ph === 'C' &&
      !Object.values(args).every((value) => Number.isInteger(value) && (value as number) >= 0)
    )
      broken.push(`counter ${name}: ${JSON.stringify(args)}`);
  const threads = new Set(events.filter(({ name }) => name === 'thread_name').map(thread));
  for (const each of slices.keys()) if (!threads.has(each)) broken.push(`thread ${each} has no name`);
  return broken;
}
