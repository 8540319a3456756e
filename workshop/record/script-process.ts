// Records one script from inside its process, which exists for nothing else: see script-loader.js.
import { readFileSync, writeFileSync } from 'node:fs';
import { driveVirtual, type Stop } from '../runtime/drive.ts';
import { Outside } from '../runtime/outside.ts';
import { activate, Program } from '../runtime/program.ts';
import { RealClock } from '../runtime/real-clock.ts';
import type { Outcome } from '../runtime/run-program.ts';
import { RunRecorder } from '../runtime/run-recorder.ts';
import { together } from '../runtime/many-observers.ts';
import { install } from '../runtime/timers.ts';
import { beginToday } from './calendar.ts';
import { capturePrints, mark } from './capture.ts';
import { Watch } from './event-loop-watch.ts';
import { cutOf, stepsOf } from './loop-steps.ts';
import { importMain, isCommonJs, loadMain } from './main-module.ts';
import { refuseOutside, ScriptClock, type ScriptSoFar } from './only-real.ts';
import { placesWithin } from './printed-outside.ts';
import type { Recording } from './record-runs.ts';
import { explainScriptError } from './script-error.ts';
import { framesOf, placeHere } from './stack.ts';
import { stopAfter } from './watchdog.ts';

/** What the process is asked to record, and where it writes what it saw. */
export interface ScriptOrder {
  file: string;
  args: string[];
  clock: 'virtual' | 'real';
  /** Real ms after which a script that has not ended is stopped. */
  limit: number;
  answer: string;
  /** Where standard output goes: what other processes write there is part of the recording. */
  output: string;
}

/** What it answers: the recording, or why it needs the real clock. */
export type ScriptAnswer = { recording: Recording } | { needsReal: string };

/** A script that waits for a day, or for ten thousand timers, has no end that anybody waits for. */
const limits = { ms: 24 * 60 * 60 * 1000, timers: 10_000 };

const { setImmediate: later } = globalThis;

const node = process as unknown as { reallyExit(status: number): never };
const { reallyExit } = node;

/** Ends this process without asking anybody: the script has no further word. */
const leave = (): never => reallyExit.call(process, 0);

/**
 * Records a script, and then lets this process come to its end.
 *
 * Called by script-loader.js.
 */
export function recordScript({ file, args, clock: kind, limit, answer, output }: ScriptOrder): void {
  const source = readFileSync(file, 'utf8');
  process.argv = [process.argv[0]!, file, ...args];
  const end = (told: ScriptAnswer): void => writeFileSync(answer, JSON.stringify(told));
  const giveUp = (why: string): never => {
    end({ needsReal: why });
    return leave();
  };
  const isVirtual = kind === 'virtual';
  const watch = new Watch(isVirtual, file, { isScript: true });
  const soFar: ScriptSoFar = {
    hasPrinted: () => watch.prints.length > 0,
    hasHeard: () => watch.hasHeard,
    isInLoop: !isCommonJs(file) && Number(process.versions.node.split('.')[0]) < 22,
  };
  // A script may use the workshop's tasks without its `run`.
  const recorder = new RunRecorder(() => watch.clock.now());
  const told = together(recorder, watch);
  const virtual = isVirtual ? new ScriptClock(soFar, giveUp, limits, told) : undefined;
  let outcome: Outcome = { kind: 'finished', value: undefined };
  let evaluated = false;
  let isOver = false;
  let isIdle = false;

  const tell = () => {
    if (isOver) return;
    isOver = true;
    const elapsed = watch.clock.now();
    const whole = watch.watching;
    watch.stop();
    if (!isVirtual) placesWithin(watch, output);
    const { steps, lines, all } = stepsOf(watch, file, true);
    if (isIdle && !evaluated && outcome.kind === 'finished') outcome = stuck(steps);
    const { busy, late, tasks } = recorder.recorded;
    const run = { lines, busy, late, tasks, unanswered: [], elapsed, outcome };
    const recording: Recording = { file, args, source, run, steps, clock: kind };
    if (virtual?.raced) recording.raced = true;
    end({ recording: whole && all ? recording : { ...recording, cut: cutOf(outcome) } });
  };
  const stopAs = (how: Outcome): void => {
    outcome = how;
    tell();
    leave();
  };
  const { emit } = process;
  // As in plain Node: a script that handles its errors goes on, and any other one ends.
  const fail = (error: unknown): void => {
    const tell = (event: string) =>
      Reflect.apply(emit, process, [event, error, 'uncaughtException']) as boolean;
    tell('uncaughtExceptionMonitor');
    if (process.listenerCount('uncaughtException') > 0) tell('uncaughtException');
    else process.exit(1);
  };
  process.on('uncaughtExceptionMonitor', (error) => {
    if (process.listenerCount('uncaughtException') === 0)
      outcome = { kind: 'failed', error: explainScriptError(file, error) };
  });
  const drive = () => {
    if (!virtual) return;
    void driveVirtual(virtual, outside, new Promise(() => {}), fail).then((stop: Stop) => {
      if (stop.kind === 'runaway') stopAs(stop);
      if (stop.kind === 'outside') giveUp(stop.what.join(' and '));
    });
  };
  // The microtasks of the last listeners still run, and those that these make; no hook tells when there are none left.
  const tellLast = (before = -1): void => {
    const now = watch.turns.all.length + watch.prints.length;
    // This job is a turn itself.
    if (now - before <= 1) tell();
    else queueMicrotask(() => tellLast(now));
  };
  // A script that calls `process.exit` has spoken its last word in the listeners.
  node.reallyExit = (status) => {
    tell();
    return reallyExit.call(process, status);
  };
  process.emit = ((name: string, ...rest: unknown[]) => {
    const heard = Reflect.apply(emit, process, [name, ...rest]) as boolean;
    if (name === 'exit' && outcome.kind === 'failed') tell();
    else if (name === 'exit') tellLast();
    if (name === 'beforeExit') isIdle = true;
    if (name === 'beforeExit' && virtual && virtual.live.length > 0) drive();
    return heard;
  }) as typeof process.emit;

  capturePrints((text, stream, open) => {
    watch.print(text, undefined, stream, open);
    if (!isVirtual) mark(`\u0002${watch.prints.length}\u0003`);
  });
  let outside: Outside;
  const begin = () => {
    stopAfter({ ms: limit, counts: isVirtual ? 'work' : 'time' }, () => {
      // It may be at the writing of the answer.
      if (isOver) return;
      const [frame] = framesOf(placeHere(), file).frames;
      const where = frame?.line === undefined ? '' : `, in line ${frame.line}`;
      stopAs({ kind: 'runaway', reason: `it had not ended after ${limit / 1000} s${where}` });
    });
    const program = new Program(virtual ?? new RealClock(), told);
    watch.clock = program.clock;
    watch.isLoading = false;
    activate(program);
    if (!virtual) return;
    outside = new Outside(program, { timers: false });
    install(virtual, () => 'main');
    beginToday();
    refuseOutside(giveUp);
    drive();
  };
  // In a turn of the loop of its own, as the main script of any process.
  later(() => {
    if (isCommonJs(file)) {
      evaluated = true;
      try {
        loadMain(file, begin);
      } catch (error) {
        fail(error);
      }
    } else void importMain(file, begin).then(() => (evaluated = true), fail);
    watch.turns.end();
  });
}

/** Nothing is left to run, and the top level of the module still waits. */
function stuck(steps: Recording['steps']): Outcome {
  const line = steps.findLast(({ who, until }) => who === 'top level' && until)?.until?.line;
  const where = line === undefined ? '' : ` in line ${line}`;
  return { kind: 'deadlocked', waiting: [`top level waits${where} for a promise that nobody settles`] };
}
