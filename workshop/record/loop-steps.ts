import type { Line, Outcome } from '../runtime/run-program.ts';
import { nameOf, type Spot } from './calls.ts';
import { askedBy, draftsOf, type Draft } from './drafts.ts';
import type { Pending, Print, QueueName, Turns } from './turns.ts';

/** Something that waits in a queue. */
export interface Waiting {
  /** Who runs when it is taken; of input and output what is waited for. */
  who: string;
  /** Only of a timer: when it is due (ms). */
  due?: number;
  /** Whether it would not keep the process alive. */
  unref?: boolean;
}

/** One step of the event loop, as the lessons count them: T0, T1 … */
export interface Step {
  /** Milliseconds; they differ only where it works without yielding. */
  at: number;
  to: number;
  /** The queue it was taken from; none for what the script itself does first. */
  from?: QueueName;
  /** Whose code runs: a lane, a task, or a function. */
  who: string;
  /** The function, where it starts or resumes, and the `await` that ended the step. */
  name: string;
  line: number | undefined;
  column?: number | undefined;
  resumes: boolean;
  until: Spot | undefined;
  ends: boolean;
  prints: { lane: string; text: string; line?: number | undefined; stream?: 'stderr' }[];
  /** The functions that ran at its deepest moment, the innermost last. */
  stack: string[];
  /** What waits when it has ended, in the order in which it is taken. */
  queues: Record<QueueName, Waiting[]>;
  /** How many more wait in each queue than are named. */
  unnamed: Record<QueueName, number>;
}

/** In the order in which Node takes from them. */
export const queueNames: QueueName[] = ['ticks', 'microtasks', 'timers', 'immediates', 'input/output'];

/** More than anybody reads; a recording of thousands that wait for each other must not grow without end. */
const most = { steps: 2000, names: 8 };

/**
 * Makes of what was watched the steps that a reader can follow. The machinery's own turns are left out: what they pass
 * on counts as ready since the learner's code, or a callback from outside of it, set it off.
 */
export function stepsOf(
  { turns, prints }: { turns: Pick<Turns, 'all'>; prints: Print[] },
  file: string,
  raw: boolean,
): { steps: Step[]; lines: Line[]; all: boolean } {
  const { drafts, shown, origins } = draftsOf(turns.all, { file, raw, most });
  const who = ({ call }: Draft) => nameOf(call, raw);
  const named = (waiting: Draft | Pending): Waiting => {
    if ('turn' in waiting) return { who: who(waiting) };
    const { queue, ranIn, armedIn, task, due, unref, what } = waiting;
    const line = what === undefined ? undefined : askedBy(waiting, file)?.line;
    const draft = shown.get(ranIn ?? armedIn) ?? shown.get(armedIn);
    const owner = draft ? who(draft) : (task ?? 'a callback');
    const own = what === undefined ? owner : line === undefined ? what : `${what} (line ${line})`;
    return { who: own, ...(queue === 'timers' && { due: due ?? 0 }), ...(unref && { unref }) };
  };
  for (const draft of drafts)
    for (const print of draft.prints) print.lane ??= nameOf(print.call ?? draft.call, raw);
  const steps: Step[] = [];
  for (const [index, draft] of drafts.slice(0, most.steps).entries()) {
    const { turn, call, until, ends, waiting } = draft;
    const queued = (queue: QueueName) => waiting[queue] ?? { first: [], count: 0 };
    const unnamed = each((queue) => queued(queue).count - queued(queue).first.length);
    const last = steps.at(-1);
    const caused = origins.get(turn) === drafts[index - 1]?.turn;
    // A function that ends and its caller that resumes immediately, both in the same lane, are one step for a reader.
    const goesOn =
      caused && last?.ends && last.who === who(draft) && last.queues.microtasks[0]?.who === last.who;
    const begun = goesOn
      ? steps.pop()!
      : { ...draft, from: turn.from, at: turn.at, name: call.name, prints: [] };
    const { at, from, name, line, column, resumes, prints: before, stack } = begun;
    steps.push({
      ...{
        at,
        to: turn.to,
        ...(from ? { from } : {}),
        who: who(draft),
        name,
        line,
        column,
        resumes,
        until,
        ends,
      },
      ...{ stack: stack.length < draft.stack.length ? draft.stack : stack, unnamed },
      prints: [
        ...before,
        ...draft.prints.map(({ lane = '', text, line: said, stream }) => ({
          ...{ lane, text, line: said },
          ...(stream === 'stderr' ? { stream } : {}),
        })),
      ],
      queues: each((queue) => unrepeated(queued(queue).first.map(named), queue)),
    });
  }
  return { steps, lines: linesOf(prints), all: drafts.length <= most.steps };
}

/** Why the steps stop before the program did. */
export function cutOf({ kind }: Outcome): string {
  const end = kind === 'runaway' ? 'was stopped later' : 'went on to its end';
  return `It did more than is recorded: the steps stop here. The program itself ${end}.`;
}

function each<T>(make: (queue: QueueName) => T): Record<QueueName, T> {
  return Object.fromEntries(queueNames.map((name) => [name, make(name)])) as Record<QueueName, T>;
}

/** Several parts of one thing outside are told once. */
function unrepeated(waiting: Waiting[], queue: QueueName): Waiting[] {
  if (queue !== 'input/output') return waiting;
  return waiting.filter(({ who }, at) => waiting.findIndex((other) => other.who === who) === at);
}

/** What was printed, as lines: what was written in pieces is one. */
function linesOf(prints: Print[]): Line[] {
  const lines: Line[] = [];
  const open = new Map<Print['stream'], string>();
  for (const { at, lane = 'script', text, stream, open: goesOn } of prints) {
    const whole = (open.get(stream) ?? '') + text;
    if (goesOn) open.set(stream, whole);
    else {
      lines.push({ at, lane, text: whole });
      open.delete(stream);
    }
  }
  for (const text of open.values()) lines.push({ at: prints.at(-1)!.at, lane: 'script', text });
  return lines;
}
