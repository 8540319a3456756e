import { isDeepStrictEqual } from 'node:util';
import { inSeconds, inWords } from '../expectation.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { callOf, isRecord, isUnderWay, laneOf, neverCalled, underWay, type Evidence } from '../evidence.ts';
import { lanes, list } from '../naming.ts';
import { rootOf, type Call } from '../call.ts';
import { endedBefore } from './errors.ts';

// What a run leaves behind, or leaves undone.

/** It ends, or goes on, while calls that it made are still under way. */
export function notAwaited(evidence: Evidence): Diagnosis | undefined {
  const { run, expected, missing, lines, given, answers } = evidence;
  const isOver = run.outcome.kind === 'finished' && run.unhandled.length === 0;
  if (!isOver && !endedBefore(evidence)) return undefined;
  const end = expected.takes ?? lines?.at(-1)?.at;
  const early = answers.find(({ outcome }) => outcome.kind === 'fulfilled' && outcome.value === undefined);
  const said =
    early &&
    evidence.extra.find(
      (line) =>
        !callOf(line, [...given, ...answers]) &&
        missing.some(({ lane, at }) => lane === line.lane && at > line.at),
    );
  if (said && given.some((call) => call.by === early && isUnderWay(call, said.at))) {
    return {
      id: 'not-awaited',
      text: `At ${inSeconds(said.at)} there is "${said.lane}: ${said.text}", while ${lanes(underWay(evidence, said.at).map((call) => ({ lane: laneOf(call) })))} is still at work: nothing waits for that. Is an \`await\` or a \`return\` missing?`,
    };
  }
  if (end === undefined || run.elapsed >= end) return undefined;
  // What the claim itself has armed says nothing about the answer.
  const own = new Set(evidence.own.flatMap(({ timers }) => timers.map(({ name }) => name)));
  const isOwn = (leak: string) => own.has(leak) || !evidence.timers.has(leak) || evidence.own.length === 0;
  // A timer that is due only later, such as a deadline, is nothing to wait for.
  const later = new Set(
    evidence.own.flatMap(({ timers }) => timers.filter(({ due }) => due > end).map(({ name }) => name)),
  );
  const left = run.leaks.filter(
    (leak) => !expected.leaves?.includes(leak) && isOwn(leak) && !later.has(leak),
  );
  const open = given.filter(({ outcome, name }) => outcome.kind === 'pending' && !name.endsWith('.then'));
  // Work that should be cut short is no work that was forgotten.
  const undone = open.filter(
    (call) => !lines || call.lines.length === 0 || missing.some(({ lane }) => lane === laneOf(call)),
  );
  if (left.length === 0 && undone.length === 0) return undefined;
  if (open.length > 0 && undone.length === 0) return undefined;
  const who =
    undone.length > 0
      ? `${list([...new Set(undone.map(laneOf))])} still at work`
      : `this still running: ${list(left)}`;
  return {
    id: 'not-awaited',
    text:
      `It ends at ${inSeconds(run.elapsed)} with ${who}; it should end at ${inSeconds(end)}. Nothing waits for that ` +
      'work: its promise is not awaited, not returned, or given to something that does not wait for all, such as ' +
      '`forEach` or `Promise.race`. Keep the promises, and await them all.',
  };
}

/** It begins a sleep of its own, and goes on at the same moment. */
export function sleepNotAwaited({ run, answers, found }: Evidence): Diagnosis | undefined {
  if (run.outcome.kind !== 'finished' || found.every(({ kind }) => kind === 'leaves')) return undefined;
  const sleep = answers
    .flatMap(({ waits }) => waits)
    .find(({ kind, to }) => kind === 'sleep' && to === undefined);
  if (!sleep || run.elapsed >= (sleep.due ?? 0)) return undefined;
  return {
    id: 'not-awaited',
    text: `At ${inSeconds(sleep.from)} it begins to sleep until ${inSeconds(sleep.due!)}, and ends at ${inSeconds(run.elapsed)}: nothing awaits that sleep.`,
  };
}

/** An answer that does not ask its collaborators at all. */
export function hardCoded({ run, lines, expected, given }: Evidence): Diagnosis | undefined {
  const value = run.outcome.kind === 'finished' ? run.outcome.value : undefined;
  if (
    !lines ||
    lines.length === 0 ||
    run.lines.length > 0 ||
    run.elapsed > 0 ||
    value === undefined ||
    given.length > 0
  )
    return undefined;
  if (!isDeepStrictEqual(value, expected.returns)) return undefined;
  return {
    id: 'hard-coded',
    text: 'The result is right, but it does not come from the arguments: call the functions that were passed in.',
  };
}

/** Something waits for a call that is never made. */
export function neverMade(evidence: Evidence): Diagnosis | undefined {
  const name = neverCalled(evidence).find((each) => /^\w+$/.test(each));
  if (evidence.run.outcome.kind !== 'deadlocked' || evidence.failures.length > 0 || name === undefined)
    return undefined;
  return {
    id: 'unfinished',
    text: `${name} is never called, and something waits for that. Is the function written to its end?`,
  };
}

/** A call of the answer ends without ever calling a function that it was given, though nothing has failed. */
export function neverCalls(evidence: Evidence): Diagnosis | undefined {
  const { answers, failures, missing } = evidence;
  if (failures.length > 0 || missing.length === 0) return undefined;
  const call = answers.find(
    (each) => each.outcome.kind !== 'pending' && namesLeft(each, evidence).length > 0,
  );
  if (!call) return undefined;
  const which = answers.length > 1 ? `, called at ${inSeconds(call.from)},` : '';
  return {
    id: 'never-called',
    text:
      `${call.name}${which} ends and has never called ${namesLeft(call, evidence)[0]}. Is that call there, and does the code come ` +
      'to it? What comes before it: a wait, or a condition that should hold here, such as `<` where `<=` is meant?',
  };
}

/** What a call of the answer was given to call, and has not called: nor has what it returned, a generator or a function. */
function namesLeft(call: Call, { given, never }: Evidence): string[] {
  const isItsOwn = (root: Call) => root === call || root.name !== call.name;
  const own = given.filter((each) => isItsOwn(rootOf(each))).map(({ name }) => name);
  const left = call.offered.filter((name) => !own.includes(name));
  // Of an object not every function is needed: where one of them speaks for several, it may be what lacks a call.
  const lanesOf = (name: string) => new Set(given.filter((each) => each.name === name).map(laneOf));
  const plain = left.filter((name) => /^\w+$/.test(name));
  // What has spoken once may be what should speak for those that never come.
  const hasSpoken = given.some(({ lines, name }) => lines.length > 0 && own.includes(name));
  const lanesLeft = hasSpoken ? never.filter((lane) => lane !== 'main').length : 0;
  return own.some((name) => lanesOf(name).size > 1) || lanesLeft > left.length ? plain : [...plain, ...left];
}

/** Nothing happens at all, or some of the work is never begun though nothing holds it up. */
export function unfinished(evidence: Evidence): Diagnosis | undefined {
  const { run, lines, expected, strange, failures, matches } = evidence;
  const never = evidence.never.filter((lane) => lane !== 'main');
  if (run.outcome.kind !== 'finished' || run.unhandled.length > 0) return undefined;
  const asked = (lines?.length ?? 0) > 0 || (expected.takes ?? 0) > 0;
  if (
    asked &&
    run.lines.length === 0 &&
    run.elapsed === 0 &&
    run.leaks.length === 0 &&
    evidence.given.length === 0
  ) {
    return {
      id: 'unfinished',
      text: 'Nothing happens yet: the work is never started. Is the function written to its end?',
    };
  }
  if (never.length === 0 || strange.length > 0 || (failures.length > 0 && expected.limit !== undefined))
    return undefined;
  // A lane that comes too early or too late tells of another mistake, of which this is a consequence.
  const first = (lines ?? []).find(({ lane }) => never.includes(lane))!;
  if (matches.some((match) => match.actual.at !== match.expected.at && match.expected.at < first.at))
    return undefined;
  const skipped = neverCalls(evidence);
  if (skipped) return skipped;
  const closing = stillClosing(evidence);
  if (closing) return closing;
  const later = matches.some(
    (match) =>
      match.expected.at > first.at && !callOf(match.actual, evidence.given) && match.actual.lane !== 'main',
  );
  if (later) {
    return {
      id: 'lost-item',
      text: `${list(never)} never comes, and what should come after it does. What holds it until it is passed on, and what overwrites or skips it?`,
    };
  }
  const neverComes = `${list(never)} never ${never.length > 1 ? 'come' : 'comes'}`;
  const work = evidence.expectedWork.filter(({ lane }) => never.includes(lane));
  const where =
    work.length > 0 && evidence.work.length > 0 && evidence.work.at(-1)!.to <= first.at
      ? `it ends with ${evidence.work.at(-1)!.lane}${whatItGave(evidence)}. Is every call made, and does a loop go round for all of them, with no \`return\` or \`break\` on the way?`
      : `${never.length === 1 ? 'it' : 'each'} is due at ${inSeconds(first.at)}. Is the function written to its end?`;
  return { id: 'unfinished', text: `${neverComes}: ${where}` };
}

/** A source is still being closed when all is over. */
export function stillClosing({ given, run }: Evidence): Diagnosis | undefined {
  const open = given.filter(
    (call) => call.outcome.kind === 'pending' && call.lines.length === 0 && call.args.length === 0,
  );
  if (open.length === 0 || !open.every(({ name }) => name.endsWith('.return'))) return undefined;
  return {
    id: 'not-awaited',
    text: `${list(open.map(({ name }) => name))} is still under way when all is over, at ${inSeconds(run.elapsed)}: nothing waits for it. Is it given to something that does not wait for all, such as \`Promise.race\`, or not awaited?`,
  };
}

/** What the last call gave, where that says something: it may have been taken for the end. */
function whatItGave({ given, work }: Evidence): string {
  const last = given.findLast((call) => laneOf(call) === work.at(-1)!.lane);
  if (last?.outcome.kind !== 'fulfilled' || !isRecord(last.outcome.value)) return '';
  return `, which gave ${inWords(last.outcome.value)}`;
}

/** A function that the answer was given is never called, and all that shows it is the result. */
export function uncalled(evidence: Evidence): Diagnosis | undefined {
  const { found, run } = evidence;
  // Of one object not every function is needed on every way.
  const isOther = (name: string) =>
    evidence.given.some((call) => /^\w+\./.test(name) && call.name.startsWith(name.replace(/\w+$/, '')));
  const names = neverCalled(evidence).filter((name) => !isOther(name));
  if (names.length === 0 || run.outcome.kind !== 'finished' || found.some(({ kind }) => kind !== 'returns'))
    return undefined;
  return {
    id: 'unfinished',
    text: `${list(names)} should be called, and never is. Read the task again: what is it for, and on which ways out is it needed?`,
  };
}

/** A list of the caller's is not as it was, and all that shows it is the result, or one line. */
export function mutatedInput({ answers, found, extra, missing }: Evidence): Diagnosis | undefined {
  const names = answers.flatMap(({ mutated }) => mutated);
  const isLine = extra.length === 1 && missing.length === 1 && extra[0]!.lane === missing[0]!.lane;
  const isAlone = found.every(({ kind }) => kind === 'returns' || (kind === 'prints' && isLine));
  if (names.length === 0 || !isAlone) return undefined;
  return {
    id: 'mutated-input',
    text:
      `A list that belongs to the caller is not as it was: ${names[0]}. \`shift\`, \`pop\`, \`push\`, \`splice\`, ` +
      '`sort` and `reverse` change the list itself: work on a copy, `[...list]`, or go through it with `for … of`.',
  };
}
