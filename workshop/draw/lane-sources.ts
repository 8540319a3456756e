import type { Run, Span, TaskLife, Waited } from '../runtime/run-program.ts';
import type { Sources } from './lane-life.ts';

/** The part of a `Run` that timelines are drawn from. A transcript alone will do: then nobody knows what a lane waits for. */
export type Drawable = Pick<Run, 'lines' | 'elapsed' | 'outcome'> &
  Partial<Pick<Run, 'busy' | 'late' | 'tasks' | 'unanswered' | 'queues' | 'processes'>>;

/** Somebody lets another one go on, or asks it to stop. Both are names of lanes. */
export interface Wake {
  at: number;
  by: string;
  who: string;
  kind: 'wakes' | 'cancels';
}

/** Sorts what is known of a run by lanes, in the order in which they began. */
export function sourcesOf({ lines, busy = [], late = [], tasks: all = [], processes = [] }: Drawable): {
  sources: Sources[];
  wakes: Wake[];
} {
  const lanes = new Map<string, Sources>();
  const lane = (name: string) => {
    const found = lanes.get(name);
    if (found) return found;
    const made: Sources = { name, lines: [], busy: [], waits: [], ready: [], late: [], tasks: [] };
    lanes.set(name, made);
    return made;
  };
  const tasks = waitingForThemselves(all, new Set(processes.map((each) => each.lane)));
  const spoken = new Set([...lines, ...busy].map((each) => each.lane));
  const homes = new Map(tasks.map((task) => [task.name, homeOf(task, spoken)]));
  const home = (name: string) => homes.get(name) ?? name;
  const wakes: Wake[] = [];

  for (const task of tasks) {
    const own = home(task.name);
    lane(own).tasks.push(task);
    const resumed = [...task.waits];
    for (const wait of task.waits) {
      lane(home(wait.lane)).waits.push({ ...wait, what: whatFor(wait, home) });
      if (wait.by !== undefined && wait.to !== undefined && wait.to > wait.from)
        wakes.push({ at: wait.to, by: home(wait.by), who: home(wait.lane), kind: 'wakes' });
    }
    for (const span of task.ready) {
      const after = resumed.findIndex(({ to }) => to === span.from);
      const [wait] = after < 0 ? [] : resumed.splice(after, 1);
      lane(wait ? home(wait.lane) : own).ready.push(span);
    }
    const { cancelled: at, cancelledBy: by } = task;
    if (at !== undefined && by !== undefined) wakes.push({ at, by: home(by), who: own, kind: 'cancels' });
  }
  for (const each of processes) lane(each.lane).process = each;
  for (const each of lines) lane(each.lane).lines.push(each);
  for (const each of busy) lane(each.lane).busy.push(each);
  for (const each of late) lane(each.lane).late.push(each);
  const shown = [...lanes.values()].filter((each) => each.name !== 'main' || hasDoneAnything(each));
  const begins = new Map(shown.map((each) => [each, firstMoment(each)]));
  return {
    sources: shown.sort((one, other) => begins.get(one)! - begins.get(other)!),
    wakes: distinct(wakes.filter(({ by, who }) => by !== who)),
  };
}

/** A task that prints the words of another process does not wait in its place. */
function waitingForThemselves(tasks: TaskLife[], processes: Set<string>): TaskLife[] {
  if (processes.size === 0) return tasks;
  return tasks.map((task) => ({
    ...task,
    waits: task.waits.map((wait) => (processes.has(wait.lane) ? { ...wait, lane: task.name } : wait)),
  }));
}

/** What somebody waits for, by the names that the lanes have. A task that leaves a slot leaves it to the next in line. */
function whatFor({ kind, what, by }: Waited, home: (name: string) => string): string {
  if (kind === 'slot') return by === undefined ? what : `for the slot of ${home(by)}`;
  return kind === 'task' ? `for ${home(what.slice('for '.length))}` : what;
}

/** A task that never speaks for itself, and whose code speaks for one other lane, is drawn as that lane. */
function homeOf({ name, waits }: TaskLife, spoken: Set<string>): string {
  if (name === 'main' || spoken.has(name)) return name;
  const lanes = new Set(waits.filter(({ kind }) => kind !== 'slot').map(({ lane }) => lane));
  return lanes.size === 1 ? [...lanes][0]! : name;
}

/** `main` is there in every program; where it only calls others there is nothing to be seen of it. */
function hasDoneAnything({ lines, busy, waits }: Sources): boolean {
  return lines.length + busy.length > 0 || waits.some(({ from, to }: Span) => to === undefined || to > from);
}

function firstMoment({ lines, busy, waits, late, tasks, process }: Sources): number {
  return Math.min(
    lines[0]?.at ?? Infinity,
    busy[0]?.from ?? Infinity,
    waits[0]?.from ?? Infinity,
    late[0]?.at ?? Infinity,
    tasks[0]?.created ?? Infinity,
    process?.from ?? Infinity,
  );
}

/** A lane that waits in two places for the same one is woken once. */
function distinct(wakes: Wake[]): Wake[] {
  const seen = new Map(wakes.map((wake) => [JSON.stringify([wake.at, wake.by, wake.who]), wake]));
  return [...seen.values()].sort((one, other) => one.at - other.at);
}
