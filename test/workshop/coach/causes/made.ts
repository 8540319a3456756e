import type { Call, CallWait } from '../../../../workshop/coach/call.ts';
import { gather, type Evidence } from '../../../../workshop/coach/evidence.ts';
import { differences, parseTranscript, type Expectation } from '../../../../workshop/coach/expectation.ts';
import type { Outcome, Run } from '../../../../workshop/runtime/run-program.ts';
import type { TaskLife } from '../../../../workshop/runtime/run-recorder.ts';

// Runs that nobody has to write an answer for: to ask one cause alone, without the others that come before it.

/** A call in few words. It has ended if it has a `to`; then it has also waited until that time. */
interface Words extends Partial<Call> {
  to?: number;
  gave?: unknown;
  threw?: unknown;
  /** The lane whose lines it has said, from its beginning to its end. */
  lane?: string;
}

/** What is there to judge from, in few words. What is left out is as in a program that has done nothing. */
interface Case extends Partial<Omit<Run, 'lines'>> {
  expected?: Expectation;
  /** The lines of the run, as a transcript. */
  printed?: string;
  /** What the program returned, if it has finished; undefined when left out. */
  value?: unknown;
  calls?: Call[];
  used?: string[];
  timers?: string[];
  aborted?: Map<AbortSignal, number>;
}

const laneIn = new WeakMap<Call, { lane: string; to: number }>();

function call(side: Call['side'], name: string, words: Words): Call {
  const { to, gave, threw, lane, ...rest } = words;
  const from = words.from ?? 0;
  const made: Call = {
    ...{ side, name, args: [], offered: [], tooLate: false, from, by: undefined, of: undefined },
    outcome:
      to === undefined
        ? { kind: 'pending' }
        : 'threw' in words
          ? { kind: 'rejected', error: threw }
          : { kind: 'fulfilled', value: gave },
    ...{ lines: [], timers: [], mutated: [], changed: [] },
    waits: to === undefined ? [] : [{ kind: 'sleep', from, to, due: to, hasSignal: false }],
    ...rest,
  };
  if (lane !== undefined) laneIn.set(made, { lane, to: to ?? Infinity });
  return made;
}

/** A call of the answer. */
export const own = (name: string, words: Words = {}): Call => call('answer', name, words);

/** A call of something that the answer was given. */
export const given = (name: string, words: Words = {}): Call => call('given', name, words);

/** Something that code waits for; it is over if it has a `to`. */
export const wait = (kind: CallWait['kind'], words: Partial<CallWait> = {}): CallWait => ({
  ...{ kind, from: 0, hasSignal: false },
  ...words,
});

/** The life of a task. */
export function task(
  name: string,
  { waits = [], ...words }: Partial<Omit<TaskLife, 'waits'>> & { waits?: CallWait[] } = {},
): TaskLife {
  const told = waits.map(({ due, ...each }) => ({ ...each, what: '', task: name, lane: name, due: due! }));
  return { name, created: 0, state: 'running', ran: [], ready: [], ...words, waits: told };
}

/** Pieces of work as a transcript: `milk 0 100` runs from 0 to 100. */
export function work(...pieces: string[]): string {
  const lines = pieces.flatMap((piece) => {
    const [lane, from, to] = piece.split(' ');
    return [
      { at: Number(from), text: `${lane}  started` },
      { at: Number(to), text: `${lane}  done` },
    ];
  });
  lines.sort((a, b) => a.at - b.at);
  return lines.map(({ at, text }) => `${(at / 1000).toFixed(3)}s  ${text}`).join('\n');
}

/** Nothing is left to run, and the program is not done. */
export const stuck: Outcome = { kind: 'deadlocked', waiting: [] };

export function made(words: Case): Evidence {
  const { expected = {}, printed = '', value, calls = [], used, timers, aborted, ...rest } = words;
  const run: Run = {
    ...{ elapsed: 0, outcome: { kind: 'finished', value }, leaks: [], unseen: [], unhandled: [] },
    ...{ unanswered: [], outside: [], busy: [], endings: [], late: [], tasks: [], queues: [], processes: [] },
    ...rest,
    lines: parseTranscript(printed),
  };
  for (const each of calls) {
    const says = laneIn.get(each);
    if (!says) continue;
    each.lines = run.lines.filter(({ lane, at }) => lane === says.lane && at >= each.from && at <= says.to);
  }
  return gather(run, expected, differences(run, expected, new Set(used)), {
    all: calls,
    used: new Set(used),
    timers: new Set(timers),
    aborted: aborted ?? new Map(),
    abortedBy: new Map(),
  });
}
