import { isDeepStrictEqual } from 'node:util';
import { inSeconds, inWords } from '../expectation.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { callOf, isRecord, laneOf, neverCalled, underWay, type Evidence } from '../evidence.ts';
import { lanes, list, ofOneObject } from '../naming.ts';
import { rootOf, type Call } from '../call.ts';
import { endOf, endedBefore } from './errors.ts';

// What a run leaves behind, or leaves undone.

/** It ends, or goes on, while calls that it made are still under way. */
export function notAwaited(evidence: Evidence): Diagnosis | undefined {
  const { run, expected, missing, lines, given, answers } = evidence;
  if (run.outcome.kind !== 'finished' && !endedBefore(evidence)) return undefined;
  const end = endOf(evidence);
  const early = answers.find(({ outcome }) => outcome.kind === 'fulfilled' && outcome.value === undefined);
  const said =
    early &&
    evidence.extra.find(
      (line) =>
        !callOf(line, [...given, ...answers]) &&
        missing.some(({ lane, at }) => lane === line.lane && at > line.at),
    );
  const atWork = said ? underWay(evidence, said.at) : [];
  if (said && atWork.length > 0) {
    return {
      id: 'not-awaited',
      text: `At ${inSeconds(said.at)} there is "${said.lane}: ${said.text}", while ${lanes(atWork.map((call) => ({ lane: laneOf(call) })))} is still at work: nothing waits for that. Is an \`await\` or a \`return\` missing?`,
    };
  }
  if (run.elapsed >= end) return undefined;
  // What the claim itself has armed says nothing about the answer, and a timer that is due only later, such as a deadline,
  // is nothing to wait for.
  const due = new Set(
    evidence.own.flatMap(({ timers }) => timers.filter((timer) => timer.due <= end).map(({ name }) => name)),
  );
  const left = run.leaks.filter(
    (leak) => !expected.leaves?.includes(leak) && (due.has(leak) || !evidence.timers.has(leak)),
  );
  const open = given.filter(({ outcome, name }) => outcome.kind === 'pending' && !name.endsWith('.then'));
  // Work that should be cut short is no work that was forgotten.
  const undone = open.filter(
    (call) => !lines || call.lines.length === 0 || missing.some(({ lane }) => lane === laneOf(call)),
  );
  if (left.length === 0 && undone.length === 0) return undefined;
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

/** An answer that does not ask its collaborators at all. */
export function hardCoded({ run, lines, expected, given }: Evidence): Diagnosis | undefined {
  const value = run.outcome.kind === 'finished' ? run.outcome.value : undefined;
  const isIdle = given.length === 0 && run.lines.length === 0 && run.elapsed === 0;
  if (!isIdle || !lines || lines.length === 0) return undefined;
  if (value === undefined || !isDeepStrictEqual(value, expected.returns)) return undefined;
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

/** A call of the answer ends without ever calling a function that it was given. */
export function neverCalls(evidence: Evidence): Diagnosis | undefined {
  const { answers } = evidence;
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
  const lanesLeft = hasSpoken ? never.length : 0;
  return own.some((name) => lanesOf(name).size > 1) || lanesLeft > left.length ? plain : [...plain, ...left];
}

/** Nothing happens at all, or some of the work is never begun though nothing holds it up. */
export function unfinished(evidence: Evidence): Diagnosis | undefined {
  const { run, lines, strange, matches, never } = evidence;
  if (run.outcome.kind !== 'finished') return undefined;
  const isIdle = run.lines.length === 0 && run.elapsed === 0 && evidence.given.length === 0;
  if (isIdle && endOf(evidence) > 0) {
    return {
      id: 'unfinished',
      text: 'Nothing happens yet: the work is never started. Is the function written to its end?',
    };
  }
  if (never.length === 0 || strange.length > 0) return undefined;
  // A lane that comes too early or too late tells of another mistake, of which this is a consequence.
  const first = lines!.find(({ lane }) => never.includes(lane))!;
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
  const last = evidence.work.at(-1);
  const where =
    last && last.to <= first.at
      ? `it ends with ${last.lane}${whatItGave(evidence)}. Is every call made, and does a loop go round for all of them, with no \`return\` or \`break\` on the way?`
      : `a line of ${first.lane} is due at ${inSeconds(first.at)}. Is the function written to its end?`;
  return { id: 'unfinished', text: `There is no sign of ${list(never)}: ${where}` };
}

/** A source is still being closed when all is over. */
export function stillClosing({ given, run }: Evidence): Diagnosis | undefined {
  const open = given.filter(({ outcome }) => outcome.kind === 'pending');
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
  const { found } = evidence;
  // Of one object not every function is needed on every way.
  const isOther = (name: string) =>
    /^\w+\./.test(name) && evidence.given.some((call) => ofOneObject(call.name, name));
  const names = neverCalled(evidence).filter((name) => !isOther(name));
  if (names.length === 0 || found.some(({ kind }) => kind !== 'returns')) return undefined;
  return {
    id: 'unfinished',
    text: `${list(names)} should be called, and never is. Read the task again: what is it for, and on which ways out is it needed?`,
  };
}

/** A list of the caller's is not as it was, and all that shows it is the result, or one line. */
export function mutatedInput({ answers, found, extra, missing }: Evidence): Diagnosis | undefined {
  const names = answers.flatMap(({ mutated }) => mutated);
  const isLine = extra.length === 1 && missing.length === 1;
  const isAlone = found.every(({ kind }) => kind === 'returns' || (kind === 'prints' && isLine));
  if (names.length === 0 || !isAlone) return undefined;
  return {
    id: 'mutated-input',
    text:
      `A list that belongs to the caller is not as it was: ${names[0]}. \`shift\`, \`pop\`, \`push\`, \`splice\`, ` +
      '`sort` and `reverse` change the list itself: work on a copy, `[...list]`, or go through it with `for … of`.',
  };
}
