// Records programs from inside their own process, which exists for nothing else. Started by `recordRuns`:
//   node --import tsx workshop/record/recording-process.ts answer.json '[{ "file": "script.ts", "args": [] }]'
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { UsageError } from '../runtime/arguments.ts';
import { VirtualClock, VirtualTimer } from '../runtime/virtual-clock.ts';
import { explainError } from '../runtime/explain-error.ts';
import { currentProgram, Program } from '../runtime/program.ts';
import { runProgram, type Outcome, type Run } from '../runtime/run-program.ts';
import type { Recording, Target } from './record-runs.ts';
import { stepsOf } from './loop-steps.ts';
import { Watch } from './event-loop-watch.ts';

/** What is known of a run when it ends. */
type Ending = Pick<Run, 'outcome' | 'elapsed'> & Partial<Run>;

const finished = { kind: 'finished', value: undefined } as const;

let watch: Watch;
/** While a program is being read from the disk nothing is due, and yet it is not the end. */
let loading = true;

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

observe(VirtualTimer, 'fire', (timer, proceed) => watch.fire(timer, proceed));
observe(VirtualClock, 'arm', (_clock, proceed, timer: VirtualTimer) => {
  proceed();
  if (!loading) watch.arm(timer);
});
observe(VirtualClock, 'disarm', (_clock, proceed, timer: unknown) => {
  if (timer instanceof VirtualTimer) watch.wake(timer);
  return proceed();
});
// The same while it reads a file itself.
observe(VirtualClock, 'step', (_clock, proceed) => loading || proceed() || mayRead());
let latest = { turns: 0, at: 0n };
function mayRead(): boolean {
  if (process.getActiveResourcesInfo().some((name) => /Req/i.test(name))) return true;
  // From Node 26 on these do not list all reading: there it is over when nothing has come for 50 real milliseconds.
  if (Number.parseInt(process.versions.node) < 26) return false;
  const [turns, at] = [watch.turns.length, process.hrtime.bigint()];
  if (turns !== latest.turns) latest = { turns, at };
  return at - latest.at < 50_000_000n;
}
observe(Program, 'say', (_program, proceed, lane: string, text: string) => {
  watch.print(text, lane);
  return proceed();
});
let unfinished = '';
process.stdout.write = (chunk: string | Uint8Array): true => {
  const lines = (unfinished + (typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString())).split(
    '\n',
  );
  unfinished = lines.pop() ?? '';
  for (const text of lines) watch.print(text);
  return true;
};

const module = (text: string) => `data:text/javascript,${encodeURIComponent(text)}`;
const ready = Symbol.for('workshop.recorder.ready');
Object.assign(globalThis, { [ready]: () => (loading = false) });

/** Imports a program through a module whose first import is evaluated when all is read and nothing has run. */
async function load(file: string): Promise<{ main?: (args: string[]) => unknown }> {
  // The number makes it another module each time.
  const first = module(`globalThis[Symbol.for('${ready.description}')](${recordings.length})`);
  const both = [`import "${first}"`, `export * from "${pathToFileURL(file).href}"`];
  return import(module(both.join(';'))).finally(() => (loading = false)) as ReturnType<typeof load>;
}

/** Records one program, and says whether its process can record another one. */
async function record({ file, args }: Target): Promise<boolean> {
  const source = readFileSync(file, 'utf8');
  // A step is called by us. Any other script shall believe that it was started in the usual way.
  const raw = !(/^export\b.*\bmain\b/m.test(source) && /\brun\(main\b/.test(source));
  if (raw) process.argv = [process.argv[0]!, file, ...args];
  const tell = ({ outcome, elapsed, busy = [], endings = [] }: Ending) => {
    if (unfinished !== '') watch.print(unfinished);
    unfinished = '';
    const whole = watch.watching;
    watch.stop();
    const { steps, lines, all } = stepsOf(watch, file, raw);
    const run = { lines, busy, endings, elapsed, outcome: inWords(outcome) };
    const cut = 'It did more than is recorded: the steps stop here. The program itself went on to its end.';
    recordings.push({ file, args, source, run, steps, ...(whole && all ? {} : { cut }) });
    writeFileSync(answer, JSON.stringify(recordings));
  };
  const exits = () => tell({ outcome: finished, elapsed: currentProgram().clock.now() });
  process.once('exit', exits);
  watch = new Watch();
  loading = true;
  let ran = false;
  const run = await runProgram(async () => {
    watch.clock = currentProgram().clock;
    const script = await load(file);
    if (!raw) return script.main?.(args);
    ran = true;
    // Like Node itself, it goes on for as long as anything is left to do.
    await new Promise(() => {});
  });
  process.removeListener('exit', exits);
  tell(ran && run.outcome.kind === 'deadlocked' ? { ...run, outcome: finished } : run);
  return !raw;
}

function inWords(outcome: Outcome): Outcome {
  if (outcome.kind !== 'failed') return outcome.kind === 'finished' ? finished : outcome;
  const { error } = outcome;
  return { kind: 'failed', error: error instanceof UsageError ? error.message : explainError(error) };
}

const [answer = '', given = '[]'] = process.argv.slice(2);
const recordings: Recording[] = [];
for (const each of JSON.parse(given) as Target[]) if (!(await record(each))) break;
process.exit();
