// Watches one program from inside its own process, which exists for nothing else. Started by `recordRun`:
//   node --import tsx workshop/picture/recorder.ts answer.json script.ts [arguments]
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { promiseHooks, type HookCallbacks } from 'node:v8';
import type { Clock } from '../clock/real.ts';
import { VirtualClock, VirtualTimer } from '../clock/virtual.ts';
import { UsageError } from '../arguments.ts';
import { explainError } from '../explain.ts';
import { currentProgram, currentTask, Program } from '../program.ts';
import { runProgram, type Outcome } from '../run.ts';
import { stepsOf } from './steps.ts';
import type { Job, Print, Sleep, Turn } from './turns.ts';

/** More turns than anybody looks at. Later ones run without being watched. */
const most = { turns: 20_000, events: 60_000 };

const turns: Turn[] = [];
const prints: Print[] = [];
const jobs = new WeakMap<Promise<unknown>, Job>();
const sleeps = new Map<VirtualTimer, Sleep>();
let watching = true;
let loading = true;
let clock: Pick<Clock, 'now'> = { now: () => 0 };
let turn: Turn = { seq: 0, kind: 'other', at: 0, to: 0, cause: undefined, resumed: undefined, events: [] };
let over = false;
let events = 0;

function begin(kind: Turn['kind'], cause: Turn, resumed?: Job): void {
  if (!over) end();
  over = false;
  const at = clock.now();
  turn = { seq: turns.length, kind, at, to: at, cause, resumed, events: [] };
  turns.push(turn);
  if (turns.length >= most.turns) stop();
}

function end(): void {
  over = true;
  turn.to = clock.now();
}

/** What happens between two turns that we know, such as the callback of `process.nextTick`, is a turn as well. */
function here(): Turn {
  if (over) begin('other', turn);
  return turn;
}

function note(event: Job | Sleep | Print): void {
  here().events.push(event);
  events += 1;
  if (events >= most.events) stop();
}

// Observing only: a `then` of our own on any promise would change the order that is being observed.
const hooks: Partial<HookCallbacks> = {
  init(promise, parent) {
    const awaited = parent === undefined ? undefined : jobs.get(parent);
    const awaits = parent !== undefined;
    const job: Job = { task: currentTask()?.name, madeIn: here(), awaits, follows: awaited, place: {} };
    // Its text is made only when somebody reads it, and that is the expensive part.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 6;
    Error.captureStackTrace(job.place, hooks.init);
    Error.stackTraceLimit = stackTraceLimit;
    // A promise from before the recording has most likely settled by now.
    if (!awaited || awaited.settled) job.ready = turn;
    else (awaited.next ??= []).push(job);
    jobs.set(promise, job);
    note(job);
  },
  settled(promise) {
    const job = jobs.get(promise);
    if (!job) return;
    job.settled = here();
    for (const next of job.next ?? []) next.ready = turn;
    delete job.next;
  },
  before(promise) {
    const job = jobs.get(promise);
    // No hook tells of Promise.resolve(), so what follows an unknown promise was ready when it was made. Adopting
    // another promise shows nowhere before it happens: then the turn before is the best cause we know.
    const made = job?.awaits && !job.follows ? job.madeIn : undefined;
    begin('job', job?.ready ?? made ?? turn, job);
  },
  after: end,
};
const stopHooks = promiseHooks.createHook(hooks) as () => void;

function stop(): void {
  watching = false;
  stopHooks();
}

/** Calls `see` whenever the machinery calls `method`, which does what it always did. */
function observe<Self, Args extends unknown[]>(
  type: { prototype: Self },
  method: keyof Self,
  see: (self: Self, proceed: () => unknown, ...args: Args) => unknown,
): void {
  const original = type.prototype[method] as (...args: Args) => unknown;
  type.prototype[method] = function (this: Self, ...args: Args) {
    return see(this, () => original.apply(this, args), ...args);
  } as Self[keyof Self];
}

observe(VirtualTimer, 'fire', (timer, proceed) => {
  const sleep = sleeps.get(timer);
  if (!watching) return proceed();
  begin('timer', sleep?.armedIn ?? turn);
  if (sleep) Object.assign(sleep, { goneIn: turn, fired: true });
  try {
    return proceed();
  } finally {
    end();
  }
});
observe(VirtualClock, 'arm', (_clock, proceed, timer: VirtualTimer) => {
  proceed();
  if (!watching || loading) return;
  const sleep: Sleep = { name: timer.name, owner: timer.owner, due: timer.due, armedIn: here(), place: {} };
  Error.captureStackTrace(sleep.place);
  sleeps.set(timer, sleep);
  note(sleep);
});
observe(VirtualClock, 'disarm', (_clock, proceed, given: unknown) => {
  const sleep = given instanceof VirtualTimer ? sleeps.get(given) : undefined;
  if (sleep && watching) sleep.goneIn ??= here();
  return proceed();
});
// While the script is being read from the disk, or reads a file itself, nothing is due, and yet it is not the end.
observe(VirtualClock, 'step', (_clock, proceed) => loading || proceed() || readsFiles());
function readsFiles(): boolean {
  return process.getActiveResourcesInfo().some((name) => /Req/i.test(name));
}

observe(Program, 'say', (_program, proceed, lane: string, text: string) => {
  print(text, lane, currentTask()?.name);
  return proceed();
});

function print(text: string, lane?: string, task?: string): void {
  const line: Print = { at: clock.now(), text, lane, task, place: {} };
  prints.push(line);
  if (!watching) return;
  Error.captureStackTrace(line.place, print);
  note(line);
}

let unfinished = '';
function printed(chunk: unknown): true {
  const lines = (
    unfinished + (typeof chunk === 'string' ? chunk : Buffer.from(chunk as Uint8Array).toString())
  ).split('\n');
  unfinished = lines.pop() ?? '';
  for (const text of lines) print(text, undefined, currentTask()?.name);
  return true;
}

const [answer = '', file = '', ...args] = process.argv.slice(2);
const source = readFileSync(file, 'utf8');
const url = pathToFileURL(file).href;
// A step is called by us. Any other script shall believe that it was started in the usual way.
const isStep = /^export\s+(async\s+)?function\s+main\b|^export\s*\{[^}]*\bmain\b/m.test(source);
if (!isStep) process.argv = [process.argv[0]!, file, ...args];

function tell(outcome: Outcome, elapsed: number, more: object = {}): void {
  if (unfinished !== '') print(unfinished);
  const whole = watching;
  stop();
  const { steps, lines, all } = stepsOf(turns, prints, { file, byFunction: !isStep });
  const cut =
    whole && all
      ? undefined
      : 'It did more than is recorded: the steps stop here. The program itself went on to its end.';
  const told =
    outcome.kind === 'failed'
      ? { ...outcome, error: explained(outcome.error) }
      : { ...outcome, value: undefined };
  const run = { busy: [], endings: [], ...more, lines, elapsed, outcome: told };
  writeFileSync(answer, JSON.stringify({ file, source, run, steps, cut }));
}

function explained(error: unknown): string {
  return error instanceof UsageError ? error.message : explainError(error);
}

process.stdout.write = printed;
process.once('exit', () => tell({ kind: 'finished', value: undefined }, clock.now()));
const begun = Symbol.for('workshop.recorder.begun');
Object.assign(globalThis, { [begun]: () => (loading = false) });
const module = (text: string) => `data:text/javascript,${encodeURIComponent(text)}`;
const first = module(`globalThis[Symbol.for('${begun.description}')]()`);
// Its first import is evaluated when everything has been read and nothing has run.
const program = module(
  `import ${JSON.stringify(first)}; import * as script from ${JSON.stringify(url)}; export { script };`,
);
let done = false;
const run = await runProgram(async () => {
  clock = currentProgram().clock;
  const { script } = (await import(program).finally(() => (loading = false))) as {
    script: { main?: (args: string[]) => unknown };
  };
  if (isStep) return script.main?.(args);
  done = true;
  // Like Node itself, it goes on for as long as anything is left to do.
  await new Promise(() => {});
});
process.removeAllListeners('exit');
tell(
  done && run.outcome.kind === 'deadlocked' ? { kind: 'finished', value: undefined } : run.outcome,
  run.elapsed,
  {
    busy: run.busy,
    endings: run.endings,
  },
);
process.exit();
