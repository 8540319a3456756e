import { inSeconds, inWords } from '../expectation.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { emptyRace } from '../answer-calls.ts';
import { signalIn, type Call } from '../call.ts';
import { isRecord, laneOf, lastSign, type Evidence } from '../evidence.ts';
import { codeUpTo, functionIn, lineBefore, placeInAnswer, type Place } from '../place.ts';

// What the answer's own code throws comes first: nothing after it tells anything.

const ofTheLanguage = [TypeError, ReferenceError, RangeError, SyntaxError];
const isOfTheLanguage = (error: unknown) => ofTheLanguage.some((kind) => error instanceof kind);

/** A mistake in the answer's code, that JavaScript itself complains about. */
export function codeError(evidence: Evidence): Diagnosis | undefined {
  const { run, expected, failures } = evidence;
  const unable = failures.find(({ error }) => error !== expected.fails && isOfTheLanguage(error));
  // Where it does not come out, it is something else that went wrong. The claim may have caught it.
  const isOut =
    run.outcome.kind === 'failed' ||
    evidence.answers.some(({ outcome }) => outcome.kind === 'rejected' && outcome.error === unable?.error);
  if (unable && isOut) {
    const { call, error } = unable;
    return {
      id: 'wrong-call',
      text: `At ${inSeconds(call.from)} ${call.name} is called with ${call.args.map(inWords).join(', ') || 'nothing'}, and cannot work with that: ${inWords(error)}. Where does it come from? Does a loop go too far, does the code go on where it should have returned, or is an \`await\` missing?`,
    };
  }
  const error = thrown(evidence).find(isOfTheLanguage) as Error | undefined;
  const place = error && placeInAnswer(error);
  if (!error || !place) return undefined;
  const where = `${place.file}:${place.line}: ${inWords(error)}.`;
  const known = whyInLine(error, place);
  if (known) return { id: known.id, text: `${where} ${known.text}` };
  return {
    id: 'code-error',
    text: `${where} It is this line itself that fails, not one of the calls that it makes. What does it work with there?`,
  };
}

/** An error that the answer throws by hand, though nothing that it was given has failed. */
export function throwsAnyway(evidence: Evidence): Diagnosis | undefined {
  const { expected, failures, answers } = evidence;
  if ('fails' in expected || failures.length > 0) return undefined;
  const rejected = answers.find(({ outcome }) => outcome.kind === 'rejected');
  if (rejected?.outcome.kind !== 'rejected') return undefined;
  const { error } = rejected.outcome;
  // It was asked to stop from outside, and has done so.
  const isAsked = answers
    .map(({ args }) => signalIn(args))
    .some((signal) => signal?.aborted && signal.reason === error);
  if (isAsked) return lateStop(evidence, rejected);
  const said = `${rejected.name} fails with ${inWords(error)}, though nothing that it called has failed`;
  const isOwnStop = isRecord(error) && error['name'] === 'AbortError';
  if (isOwnStop) {
    return {
      id: 'escaped-cancellation',
      text: `${said}: it asks work of its own to stop, and what that work rejects with then comes out. Handle that error where you wait for the work that you have stopped.`,
    };
  }
  const last = evidence.given.at(-1);
  const stopped = [...evidence.aborted].find(([signal]) => signal.reason === error);
  if (stopped && last?.outcome.kind === 'fulfilled' && lastSign(last) > stopped[1]) {
    return {
      id: 'unwanted-error',
      text: `${laneOf(last)} was asked to stop at ${inSeconds(stopped[1])}, and succeeded all the same at ${inSeconds(lastSign(last))}; ${rejected.name} rejects with the reason of the abort. A result that is there is given: look at how the work has ended, not at the signal.`,
    };
  }
  if (error !== undefined && !isEmpty(error)) return undefined;
  return {
    id: 'unwanted-error',
    text: `${said}. Look at that \`throw\`, \`reject\` or \`Promise.any\`: does its condition hold for none, too, or should the code have returned before?`,
  };
}

/** What the task lets come to its end is thrown away, because somebody has asked to stop meanwhile. */
function lateStop({ given, aborted }: Evidence, { name, args }: Call): Diagnosis | undefined {
  const last = given.at(-1);
  const at = aborted.get(signalIn(args)!);
  if (last?.outcome.kind !== 'fulfilled' || at === undefined) return undefined;
  if (at > lastSign(last)) {
    return {
      id: 'escaped-cancellation',
      text: `${name} is asked to stop at ${inSeconds(at)}, and should end without an error; but what it waits for then rejects, and that comes out. Catch the error of that wait, and look at \`signal.aborted\` there.`,
    };
  }
  return {
    id: 'unwanted-error',
    text: `${laneOf(last)} has succeeded at ${inSeconds(lastSign(last))}, and ${name} rejects all the same, since its signal had aborted meanwhile. Look at the signal before an attempt and after one that failed; a result that is there is given.`,
  };
}

/** Any other error that a line of the answer makes. */
export function ownError(evidence: Evidence): Diagnosis | undefined {
  if ('fails' in evidence.expected) return undefined;
  // The reason of an abort tells why something was stopped, such as a deadline; its line is not at fault.
  const reasons = [...evidence.aborted.keys()].map(({ reason }) => reason as unknown);
  for (const error of thrown(evidence).filter((each) => !reasons.includes(each))) {
    const place = error instanceof Error && error.cause === undefined ? placeInAnswer(error) : undefined;
    if (!place) continue;
    return {
      id: 'code-error',
      text: `${place.file}:${place.line}: ${inWords(error)}. It is this line itself that fails, not one of the calls that it was given. What does it work with there?`,
    };
  }
  return undefined;
}

/** A call of the answer fails though nothing that it called has failed, with an error that is not of its own making. */
export function strangeError({ run, expected, failures, answers, aborted }: Evidence): Diagnosis | undefined {
  const { outcome } = run;
  if (outcome.kind !== 'failed' || 'fails' in expected || failures.length > 0) return undefined;
  const call = answers.find(
    (each) => each.outcome.kind === 'rejected' && each.outcome.error === outcome.error,
  );
  if (!call || [...aborted.keys()].some(({ reason }) => reason === outcome.error)) return undefined;
  return {
    id: 'unwanted-error',
    text: `${call.name}, called at ${inSeconds(call.from)}, fails with ${inWords(outcome.error)}, though nothing that it called has failed. Who throws that, and what has been done before that makes it?`,
  };
}

/** `Promise.race` and `Promise.any` give one result; here all are needed. */
export function firstForAll(evidence: Evidence): Diagnosis | undefined {
  const { used, run } = evidence;
  const name = ['Promise.race', 'Promise.any'].find((each) => used.has(each));
  if (name === undefined) return undefined;
  if (run.outcome.kind === 'deadlocked' && used.has(emptyRace)) {
    return {
      id: 'first-for-all',
      text: 'It waits for a Promise.race of an empty list, which never settles: nobody is there to win it. Where all are needed, `Promise.all` waits for all, and for none it is done immediately.',
    };
  }
  const errors = thrown(evidence).filter(isOfTheLanguage) as Error[];
  const [error, place] =
    errors.map((each) => [each, placeInAnswer(each)] as const).find(([, at]) => at !== undefined) ?? [];
  // What is not awaited is a promise still, whatever made it.
  const isPromise = error && place && whyInLine(error, place)?.id === 'not-awaited';
  const isThere = place && !isPromise && codeUpTo(place, 2).includes(name);
  // What comes out is one result, and who called cannot work with that.
  const isLost = errors.length > 0 && !place;
  const none = name === 'Promise.any' && thrown(evidence).some(isEmpty);
  if (!isThere && !isLost && !none) return undefined;
  const rest = none
    ? 'it rejects when none is fulfilled, also with an empty list'
    : 'it gives one result, that of the first, and waits for no other';
  const where = place ? `${place.file}:${place.line}: ` : '';
  return {
    id: 'first-for-all',
    text: `${where}${name} is for the first of several: ${rest}. Here all are needed: \`Promise.all\` waits for all, and gives a list.`,
  };
}

const isEmpty = (error: unknown) => error instanceof AggregateError && error.errors.length === 0;

/** What came out though it should not, the errors inside of others too. */
function thrown({ run, answers }: Evidence): unknown[] {
  // What JavaScript itself complains about counts also where the claim has caught it.
  const caught = answers.flatMap(({ outcome }) =>
    outcome.kind === 'rejected' ? inside(outcome.error).filter(isOfTheLanguage) : [],
  );
  const all = [...run.unhandled, ...(run.outcome.kind === 'failed' ? [run.outcome.error] : []), ...caught];
  return all.flatMap(inside);
}

/** What is in an error that holds others, or that error itself. */
export function inside(error: unknown): unknown[] {
  return error instanceof AggregateError && error.errors.length > 0 ? error.errors.flatMap(inside) : [error];
}

/** When a line fails because a value is not there yet, or not at all: what to say about it. */
function whyInLine({ message }: Error, place: Place): Diagnosis | undefined {
  const { text, line } = place;
  const code = codeUpTo(place, 0);
  const called = /^(\w+) is not a function or its return value is not iterable/.exec(message)?.[1];
  const kind = called && functionIn(text, called);
  if (kind === 'async')
    return missingAwait(`${called}() gives a promise: is an \`await\` missing before it?`);
  if (kind) return missingReturn(called);
  for (const name of suspects(message, code)) {
    const made = lineBefore(text, line, new RegExp(`\\b${name}\\b[^=]*= (?!await\\b)\\w[\\w.]*\\(`));
    if (made) return missingAwait(`${name} is a promise: is an \`await\` missing in line ${made}?`);
  }
  // An array pattern takes a list; what is an object there, with nothing awaited, is a promise.
  if (/^object is not iterable/.test(message) && /\] = (?!\(?await\b)/.test(code))
    return missingAwait('What comes after the `=` is a promise, not yet a list: is an `await` missing?');
  const own = /\.\.\.\(?await (\w+)\(/.exec(code)?.[1];
  const isNothing = message.startsWith('(intermediate value) is not iterable');
  return isNothing && own && functionIn(text, own) ? missingReturn(own) : undefined;
}

/** The names in a line of what may be a promise where its value was meant. */
function suspects(message: string, code: string): string[] {
  const name = /^(\w+)(?:(?:\.\w+)+ is not a function|(?:\.\w+)* is not iterable)/.exec(message)?.[1];
  if (name && name !== 'object') return [name];
  // What is read of a promise is undefined, and cannot be gone through either.
  const property = /^Cannot read properties of undefined \(reading '(.+)'\)/.exec(message)?.[1];
  const owners = property?.startsWith('Symbol') ? /\b(\w+)(?:\.\w+)?(?=;|\)|$)/g : /(\w+)\.\w+\??\./g;
  if (property !== undefined) return [...code.matchAll(owners)].map(([, each]) => each!);
  return /^object is not iterable/.test(message)
    ? [...code.matchAll(/\((\w+)\)/g)].map(([, each]) => each!)
    : [];
}

const missingAwait = (text: string): Diagnosis => ({ id: 'not-awaited', text });

const missingReturn = (name: string): Diagnosis => ({
  id: 'missing-return',
  text: `${name}() gives undefined there: is a \`return\` missing on one of its ways out?`,
});
