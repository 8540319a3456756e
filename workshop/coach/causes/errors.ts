import { inSeconds, inWords } from '../expectation.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { isPromise, isRecord, isUnderWay, laneOf, type Evidence } from '../evidence.ts';
import { lineBefore, placeInAnswer, type Place } from '../place.ts';

// What the answer's own code throws comes first: nothing after it tells anything.

/** The task says to do without, and the answer does not. */
export function forbidden({ found, expected }: Evidence): Diagnosis | undefined {
  // What it does besides is told first, so that the one is not taken for the other.
  if (found.some(({ kind }) => kind !== 'without') || found.length === 0) return undefined;
  return {
    id: 'forbidden',
    text:
      `It does what it should, with what the task says to do without: ${(expected.without ?? []).join(', ')}. ` +
      'Build it from smaller parts: that is what this exercise is for.',
  };
}

const ofTheLanguage = [TypeError, ReferenceError, RangeError, SyntaxError];

/** A mistake in the answer's code, that JavaScript itself complains about; or any error of its own where none should be. */
export function codeError({ run, expected, failures, found }: Evidence): Diagnosis | undefined {
  const unable = failures.find(
    ({ error }) => error !== expected.fails && ofTheLanguage.some((kind) => error instanceof kind),
  );
  if (unable && found.length > 0 && run.outcome.kind === 'failed') {
    const { call, error } = unable;
    return {
      id: 'wrong-call',
      text: `At ${inSeconds(call.from)} ${call.name} is called with ${call.args.map(inWords).join(', ') || 'nothing'}, and cannot work with that: ${inWords(error)}. Where does it come from? Does a loop go too far, or is an \`await\` missing?`,
    };
  }
  const errors = [...run.unhandled, ...(run.outcome.kind === 'failed' ? [run.outcome.error] : [])].flatMap(
    inside,
  );
  const error = errors.find((each): each is Error => each instanceof Error && each !== expected.fails);
  if (!error || found.length === 0 || failures.some((failure) => failure.error === error)) return undefined;
  const place = placeInAnswer(error);
  if (!place) return undefined;
  const isPlain = ofTheLanguage.some((kind) => error instanceof kind);
  if (!isPlain && ('fails' in expected || error.cause !== undefined)) return undefined;
  const where = `${place.file}:${place.line}: ${inWords(error)}.`;
  const promise = isPlain ? promiseIn(error, place) : undefined;
  if (promise) return { id: 'not-awaited', text: `${where} ${promise}` };
  return {
    id: 'code-error',
    text: `${where} It is this line itself that fails, not one of the calls that it makes. What does it work with there?`,
  };
}

/** What is in an error that holds others, or that error itself. */
function inside(error: unknown): unknown[] {
  return error instanceof AggregateError && error.errors.length > 0 ? error.errors.flatMap(inside) : [error];
}

/** When a line fails because it works with a promise where the value was meant: what to say about it. */
function promiseIn({ message }: Error, { text, line }: Place): string | undefined {
  const [, list] = /^(\w+) is not iterable/.exec(message) ?? [];
  const [, object] = /^(\w+)(?:\.\w+)+ is not (?:a function|iterable)/.exec(message) ?? [];
  const name = list ?? object;
  const property = /^Cannot read properties of undefined \(reading '(\w+)'\)/.exec(message)?.[1];
  const code = text.split('\n')[line - 1] ?? '';
  const names = name
    ? [name]
    : property
      ? [...code.matchAll(/(\w+)\.\w+\??\./g)].map(([, each]) => each!)
      : [];
  for (const each of names) {
    const made = lineBefore(text, line, new RegExp(`\\b${each}\\b[^=]*= (?!await\\b)\\w[\\w.]*\\(`));
    if (made) return `${each} is a promise: is an \`await\` missing in line ${made}?`;
  }
  return undefined;
}

/** A promise where its value was meant: as an argument, or in the result; or what is read of it, which is undefined. */
export function promiseForValue({ run, given, found }: Evidence): Diagnosis | undefined {
  const early = given.find(({ args, from, name }, i) => {
    const before = given.slice(0, i).filter((each) => each.name === name && isUnderWay(each, from));
    return args.length > 0 && args[0] === undefined && before.some((each) => each.args[0] !== undefined);
  });
  if (early) {
    return {
      id: 'not-awaited',
      text:
        `At ${inSeconds(early.from)} ${early.name} is called with undefined, while the call before it is still under way: ` +
        'what it is called with has been read from a promise, not from the result. Is an `await` missing before the call?',
    };
  }
  const call = given.find(({ args }) => args.some(isPromise));
  if (call) {
    return {
      id: 'not-awaited',
      text:
        `At ${inSeconds(call.from)} ${call.name} is called with a promise, where the value was meant that the promise ` +
        'will have. `await` the promise first.',
    };
  }
  if (!found.some(({ kind }) => kind === 'returns') || run.outcome.kind !== 'finished') return undefined;
  if (!hasPromise(run.outcome.value, 3)) return undefined;
  return {
    id: 'not-awaited',
    text: 'It returns promises where their results were meant: `await` them first.',
  };
}

function hasPromise(value: unknown, depth: number): boolean {
  if (isPromise(value)) return true;
  if (depth === 0 || !isRecord(value)) return false;
  return Object.values(value).some((each) => hasPromise(each, depth - 1));
}

export function unhandledRejection({ run, failures }: Evidence): Diagnosis | undefined {
  if (run.unhandled.length === 0) return undefined;
  const [error] = run.unhandled;
  const failure = failures.find((each) => each.error === error);
  const who = failure
    ? `${laneOf(failure.call)} failed at ${inSeconds(failure.at)} with ${inWords(error)}, and its promise`
    : `${inWords(error)} rejected a promise that`;
  return {
    id: 'unhandled-rejection',
    text:
      `${who} has no handler at that moment; plain Node ends the program there. Every promise needs a handler as soon as ` +
      'it exists: await it, pass it to Promise.all immediately, or put a `.catch` on it.',
  };
}

/** A failure that should have been dealt with comes out. */
export function uncaught(evidence: Evidence): Diagnosis | undefined {
  const { run, expected, failures } = evidence;
  const { outcome } = run;
  if (outcome.kind !== 'failed' || 'fails' in expected || run.unhandled.length > 0) return undefined;
  const failure = failures.find(({ error }) => isFrom(outcome.error, error));
  // It may come out only because something was called that should not have been.
  const isExtra = evidence.given.some(
    ({ lines: [line], from }) => failure && from > failure.at && line && evidence.extra.includes(line),
  );
  if (!failure || isExtra) return undefined;
  return {
    id: 'uncaught-error',
    text:
      `${failure.lane} failed at ${inSeconds(failure.at)} with ${inWords(failure.error)}. That should be dealt with, but ` +
      `it comes out at ${inSeconds(run.elapsed)}. A \`try\` catches only what is awaited inside it: \`return work()\` leaves ` +
      'it too early, `return await work()` does not. And `Promise.all` rejects with the first failure.',
  };
}

/** Whether `outer` is this error, or holds it. */
export function isFrom(outer: unknown, error: unknown): boolean {
  if (outer === error) return true;
  if (outer instanceof AggregateError) return outer.errors.some((each) => isFrom(each, error));
  return outer instanceof Error && outer.cause !== undefined && isFrom(outer.cause, error);
}
