import { inSeconds, inWords } from '../expectation.ts';
import type { Call } from '../call.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { isRecord, laneOf, lastSign, neverCalled, type Evidence } from '../evidence.ts';

// What was there and counts as if it were not: a value that is falsy, or one that is like another.

/** Undefined, 0, an empty text and the like are values too. */
export function takenForNone(evidence: Evidence): Diagnosis | undefined {
  return falsyItem(evidence) ?? falsyResult(evidence) ?? falsyPut(evidence) ?? retriedResult(evidence);
}

const how =
  'Ask for what tells that there is none, such as a length, `has` or `done`, not for the value itself.';

/** Of a list that the answer was given, what comes before a falsy item is begun, and that item is not. */
function falsyItem({ answers, given, run }: Evidence): Diagnosis | undefined {
  if (run.outcome.kind === 'failed') return undefined;
  for (const call of answers) {
    const begun = given.filter((each) => isWithin(each, call));
    for (const items of call.args.filter((arg) => Array.isArray(arg) && arg.length > 1) as unknown[][]) {
      // Only what is called with the items tells which of them were begun.
      const place = items.findIndex((item) => !begun.some(({ args }) => Object.is(args[0], item)));
      const item = items[place];
      if (place === -1 || item || items.slice(place).every((each) => !each)) continue;
      if (begun.some(({ args }) => args.length === 0 || !items.includes(args[0]))) continue;
      return {
        id: 'lost-item',
        text: `${call.name} was given ${inWords(items)}, and nothing is ever called with ${inWords(item)}: is that taken for no item? ${how}`,
      };
    }
  }
  return undefined;
}

/** All calls have ended, one of them with a falsy value that belongs into the result, and it waits on or goes another way. */
function falsyResult(evidence: Evidence): Diagnosis | undefined {
  const { run, given, expected, found } = evidence;
  const isOver = given.every(({ outcome }) => outcome.kind === 'fulfilled');
  const call = given.find(
    ({ outcome }) =>
      outcome.kind === 'fulfilled' && !outcome.value && has(expected.returns, outcome.value, 2),
  );
  if (!isOver || call?.outcome.kind !== 'fulfilled') return undefined;
  const { value } = call.outcome;
  const gave = `${laneOf(call)} gave ${inWords(value)} at ${inSeconds(lastSign(call))}`;
  if (run.outcome.kind === 'deadlocked') {
    return {
      id: 'lost-item',
      text: `${gave}, everything that was called has ended, and it still waits: is ${inWords(value)} taken for a result that is not there yet? ${how}`,
    };
  }
  const [never] = neverCalled(evidence);
  if (never === undefined || value === undefined || found.some(({ kind }) => kind !== 'returns'))
    return undefined;
  return {
    id: 'lost-item',
    text: `${gave}, and ${never}, which should be called then, never is: is ${inWords(value)} taken for no result? A result may be any value.`,
  };
}

/** What was put in before a falsy item comes out, and that item never does. */
function falsyPut({ answers, run }: Evidence): Diagnosis | undefined {
  if (run.outcome.kind !== 'deadlocked') return undefined;
  const methods = answers.filter(({ name }) => name.includes('.'));
  const put = methods.filter(({ args, outcome }) => args.length === 1 && outcome.kind === 'fulfilled');
  const out = methods.filter(({ args, outcome }) => args.length === 0 && outcome.kind === 'fulfilled');
  const stuck = methods.find(({ args, outcome }) => args.length === 0 && outcome.kind === 'pending');
  const next = put[out.length];
  if (!stuck || !next || next.args[0] || put.slice(0, out.length).some(({ args }) => !args[0]))
    return undefined;
  return {
    id: 'lost-item',
    text: `${next.name} was given ${inWords(next.args[0])} at ${inSeconds(next.from)}, and ${stuck.name} still waits for an item: is ${inWords(next.args[0])} taken for none? ${how}`,
  };
}

/** A call that has succeeded is made once more after a pause, as after a failure. */
function retriedResult({ given, own, extra }: Evidence): Diagnosis | undefined {
  const sleeps = own.flatMap(({ waits }) => waits.filter(({ kind }) => kind === 'sleep'));
  for (const first of given) {
    const { outcome } = first;
    if (outcome.kind !== 'fulfilled' || outcome.value) continue;
    const end = lastSign(first);
    // To look again after a pause may be right; what should not be said there tells that it is not.
    const again = given.find(
      (call) =>
        call.name === first.name &&
        call.lines.some((line) => extra.includes(line)) &&
        call.by !== undefined &&
        call.by === first.by &&
        sleeps.some(({ from, to = from }) => from === end && to > from && to === call.from),
    );
    if (!again || laneOf(again) !== laneOf(first)) continue;
    return {
      id: 'lost-item',
      text: `${laneOf(first)} succeeded at ${inSeconds(end)} with ${inWords(outcome.value)}, and is begun once more at ${inSeconds(again.from)}, after a pause: is ${inWords(outcome.value)} taken for a failure? A call that does not throw has succeeded, whatever it gives.`,
    };
  }
  return undefined;
}

/** It has come while nobody waited for it, and the reader who asks after that waits in vain. */
export function keptByNobody({ run, given, answers }: Evidence): Diagnosis | undefined {
  const stuck = answers.findLast(({ name, outcome }) => name.endsWith('.next') && outcome.kind === 'pending');
  // What the claim has begun itself is what the answer only looks at.
  const theirs = given.filter(({ by }) => !by);
  const isOver = theirs.every(({ outcome }) => outcome.kind !== 'pending');
  if (run.outcome.kind !== 'deadlocked' || !stuck || !isOver) return undefined;
  const told = answers.flatMap(({ outcome }) => (outcome.kind === 'fulfilled' ? [outcome.value] : []));
  const [first] = theirs
    .filter(({ outcome }) => {
      const what =
        outcome.kind === 'fulfilled' ? outcome.value : outcome.kind === 'rejected' && outcome.error;
      return !told.some((each) => has(each, what, 3));
    })
    .sort((a, b) => lastSign(a) - lastSign(b));
  if (!first || lastSign(first) > stuck.from) return undefined;
  const ended = `${laneOf(first)} ${first.outcome.kind === 'rejected' ? 'failed' : 'ended'} at ${inSeconds(lastSign(first))}`;
  return {
    id: 'lost-item',
    text: `${ended}, and nothing comes of it: ${stuck.name}, called at ${inSeconds(stuck.from)}, waits forever. ${
      first.outcome.kind === 'rejected'
        ? 'Does a failure count as an end, too?'
        : 'What keeps it when it comes while nobody waits, or when another one comes at the same time?'
    }`,
  };
}

/** Of two that are alike only one is done, or kept. */
export function namesake({ answers, given, run }: Evidence): Diagnosis | undefined {
  if (run.outcome.kind !== 'finished') return undefined;
  for (const call of answers) {
    if (call.outcome.kind !== 'fulfilled') continue;
    const begun = given.filter((each) => isWithin(each, call));
    const items = call.args.flatMap((arg) => (Array.isArray(arg) ? (arg as unknown[]) : []));
    const item = items.find((each) => {
      const times = begun.filter(({ args }) => Object.is(args[0], each)).length;
      return times > 0 && times < items.filter((other) => Object.is(other, each)).length;
    });
    if (item !== undefined) {
      return {
        id: 'lost-item',
        text: `${inWords(item)} is listed more than once, and begun only once: what is kept by its name, or in a Set, is there once. Go through the list itself, and keep each by its place.`,
      };
    }
    const kept = call.outcome.value;
    if (!Array.isArray(kept)) continue;
    const twice = kept.find((each: unknown, i) => isRecord(each) && kept.indexOf(each) < i);
    const lost = begun.find(
      ({ outcome }) =>
        outcome.kind === 'fulfilled' && isRecord(outcome.value) && !kept.includes(outcome.value),
    );
    if (twice === undefined || !lost) continue;
    const other = begun.find(({ outcome }) => outcome.kind === 'fulfilled' && outcome.value === twice);
    if (!other) continue;
    const [one, two] = [other, lost].map(nameAndItem);
    return {
      id: 'lost-item',
      text: `What ${one} gave is in the result twice, and what ${one === two ? `another ${two}` : two} gave is not in it: what is kept by its name is there once. Keep each by its place.`,
    };
  }
  return undefined;
}

const nameAndItem = ({ name, args }: Call) => `${name}(${args.length === 0 ? '' : inWords(args[0])})`;

/** Whether a call was made in another, however deep. */
function isWithin(call: Call, outer: Call): boolean {
  for (let each = call.by; each; each = each.by) if (each === outer) return true;
  return false;
}

/** Whether this very value is somewhere in there. */
function has(value: unknown, what: unknown, depth: number): boolean {
  if (!isRecord(value) || depth < 0) return false;
  const inside = Object.values(value);
  return inside.some((each) => Object.is(each, what) || has(each, what, depth - 1));
}
