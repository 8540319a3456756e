import type { Busy, Late, Line, OtherProcess, Span, TaskLife, Waited } from '../runtime/run-program.ts';
import { stateOf, type State } from './states.ts';

/** All that is known of a lane: its own lines and work, and the tasks that it is. */
export interface Sources {
  name: string;
  lines: Line[];
  busy: Busy[];
  waits: Waited[];
  ready: Span[];
  late: Late[];
  tasks: TaskLife[];
  /** The other process that it is. */
  process?: OtherProcess;
}

/** A part of a lane's life. */
export interface Stretch {
  state: State;
  from: number;
  to: number;
  /** Of a run: the line that opens it. Of a wait: what for, such as `in queue.get()`. */
  text: string;
}

/** Of more that are waited for at the same time only the number is told. */
const mostNames = 6;

/** Nobody sees more boundaries than these in one lane; of thousands that wait at the same time even fewer. */
const mostPoints = (waits: number) => Math.min(4000, Math.max(400, 4e6 / waits));

/**
 * What a lane does, from moment to moment; nothing overlaps.
 *
 * @param end when the picture ends, for what has not ended
 * @param isKept whether somebody keeps the thread from one moment to another
 */
export function stretchesOf(
  sources: Sources,
  end: number,
  isKept: (from: number, to: number) => boolean,
): Stretch[] {
  const { lines, busy, waits, ready, late, tasks } = sources;
  const said = new Map(lines.map(({ at, text }) => [at, text]));
  const runs = lasting(busy);
  const cleanups = tasks.flatMap(({ cancelled, ended }) =>
    cancelled === undefined ? [] : [{ from: cancelled, ...(ended !== undefined && { to: ended }) }],
  );
  const cleansUp = lasting(cleanups);
  const untilStart = tasks.map(({ created, started, ended = end }) => ({
    from: created,
    to: started ?? ended,
  }));
  const mustWait = lasting([...ready, ...late.map(({ due, at }) => ({ from: due, to: at }))]);
  const waitsFor = lasting(waits);
  const notStarted = lasting(untilStart);
  const stateAt = (at: number): { state: State; text: string; of?: Span } => {
    const [run] = runs(at);
    if (run) return { state: 'runs', text: said.get(run.from) ?? '', of: run };
    const all = waitsFor(at);
    let latest: Waited | undefined;
    for (const wait of all) latest = wait;
    const text = latest ? together(all, latest.kind) : '';
    if (cleansUp(at).size > 0) return { state: 'cleanup', text };
    if (mustWait(at).size > 0) return { state: 'ready', text: '' };
    if (latest) return { state: stateOf[latest.kind], text, of: latest };
    return notStarted(at).size > 0 ? { state: 'ready', text: '' } : { state: 'waits', text: '' };
  };

  const boundaries = [...busy, ...waits, ...ready, ...cleanups, ...untilStart].flatMap(
    ({ from, to = end }) => [from, to],
  );
  boundaries.push(...lines.map(({ at }) => at), ...late.map(({ due }) => due));
  const sorted = [...new Set(boundaries)].sort((one, other) => one - other);
  const every = Math.ceil(sorted.length / mostPoints(waits.length));
  const points = sorted.filter((_, index) => index % every === 0 || index === sorted.length - 1);
  const stretches: (Stretch & { of?: Span | undefined })[] = [];
  const lives = livesOf(sources, end);
  let life = 0;
  for (const [index, at] of points.entries()) {
    while (life < lives.length && lives[life]!.to <= at) life += 1;
    const to = Math.min(points[index + 1] ?? end, lives[life]?.to ?? 0);
    if (to <= at || lives[life]!.from > at) continue;
    const { state, text, of } = stateAt(at);
    const last = stretches.at(-1);
    // An awaited task hears of that a turn later, and somebody may keep the thread meanwhile.
    if (last?.state === 'waits' && state === 'task' && isKept(last.from, at))
      Object.assign(last, { state, text, of });
    if (last && last.to === at && last.state === state && last.text === text && last.of === of) last.to = to;
    else stretches.push({ state, from: at, to, text, of });
  }
  return stretches.map(({ state, from, to, text }) => ({ state, from, to, text }));
}

/**
 * When a lane is there at all: while one of its tasks lives, and if it is no task, from the first moment that is known of it
 * to the last.
 */
function livesOf({ lines, busy, waits, late, tasks }: Sources, end: number): Required<Span>[] {
  const lives = tasks.map(({ created, ended = end }) => ({ from: created, to: ended }));
  const moments = [...lines, ...late].map(({ at }) => at);
  for (const { from, to = end } of [...busy, ...waits]) moments.push(from, to);
  moments.push(...late.map(({ due }) => due));
  const outside = moments.filter((at) => !lives.some(({ from, to }) => from <= at && at <= to));
  if (outside.length > 0) lives.push({ from: least(outside), to: -least(outside.map((at) => -at)) });
  const sorted = lives.sort((one, other) => one.from - other.from);
  return sorted.reduce<Required<Span>[]>((joined, { from, to }) => {
    const last = joined.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
    return joined;
  }, []);
}

/** The spans that last at a time. Call it with later and later times only. */
function lasting<Each extends Span>(spans: Each[]): (at: number) => Set<Each> {
  const begin = [...spans].sort((one, other) => one.from - other.from);
  const now = new Set<Each>();
  let next = 0;
  return (at) => {
    for (; next < begin.length && begin[next]!.from <= at; next += 1) now.add(begin[next]!);
    for (const span of now) if (span.to !== undefined && span.to <= at) now.delete(span);
    return now;
  };
}

/** What a lane waits for that waits for several at the same time, as with `Promise.all`: `for milk and bread`. */
export function together(waits: Iterable<Waited>, kind?: Waited['kind']): string {
  const shown = new Set<string>();
  let more = 0;
  for (const wait of waits) {
    if (kind !== undefined && wait.kind !== kind) continue;
    if (shown.size < mostNames || shown.has(wait.what)) shown.add(wait.what);
    else more += 1;
  }
  const parts = [...shown].map((each, index) => (index === 0 ? each : each.replace(/^for /, '')));
  return [...parts, ...(more > 0 ? [`${more} more`] : [])].join(' and ');
}

/** `Math.min` for lists of any length. */
function least(numbers: number[]): number {
  return numbers.reduce((one, other) => Math.min(one, other), Infinity);
}
