// Records programs from inside their own process, which exists for nothing else. Started by `recordRuns`:
//   node --import tsx workshop/record/recording-process.ts answer.json '[{ "file": "script.ts", "args": [] }]'
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { currentProgram } from '../runtime/program.ts';
import { runProgram, type Outcome, type Run } from '../runtime/run-program.ts';
import type { Recording, Target } from './record-runs.ts';
import { stepsOf } from './loop-steps.ts';
import { explainScriptError } from './script-error.ts';
import { Watch } from './event-loop-watch.ts';

/** What is known of a run when it ends. */
type Ending = Pick<Run, 'outcome' | 'elapsed'> & Partial<Run>;

const finished = { kind: 'finished', value: undefined } as const;

let watch: Watch;

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
Object.assign(globalThis, { [ready]: () => (watch.isLoading = false) });

/** Imports a program through a module whose first import is evaluated when all is read and nothing has run. */
async function load(file: string): Promise<{ main?: (args: string[], signal: AbortSignal) => unknown }> {
  // The number makes it another module each time.
  const first = module(`globalThis[Symbol.for('${ready.description}')](${recordings.length})`);
  const both = [`import "${first}"`, `export * from "${pathToFileURL(file).href}"`];
  return import(module(both.join(';'))).finally(() => (watch.isLoading = false)) as ReturnType<typeof load>;
}

/** Records one program, and says whether its process can record another one. */
async function record({ file, args }: Target): Promise<boolean> {
  const source = readFileSync(file, 'utf8');
  // A step is called by us. Any other script shall believe that it was started in the usual way.
  const raw = !(/^export\b.*\bmain\b/m.test(source) && /\brun\(main\b/.test(source));
  if (raw) process.argv = [process.argv[0]!, file, ...args];
  const tell = ({ outcome, elapsed, busy = [], late = [], tasks = [], unanswered = [] }: Ending) => {
    if (unfinished !== '') watch.print(unfinished);
    unfinished = '';
    const whole = watch.watching;
    watch.stop();
    const { steps, lines, all } = stepsOf(watch, file, raw);
    const run = { lines, busy, late, tasks, unanswered, elapsed, outcome: inWords(file, outcome) };
    const cut = 'It did more than is recorded: the steps stop here. The program itself went on to its end.';
    recordings.push({ file, args, source, run, steps, ...(whole && all ? {} : { cut }) });
    writeFileSync(answer, JSON.stringify(recordings));
  };
  const exits = () => tell({ outcome: finished, elapsed: currentProgram().clock.now() });
  process.once('exit', exits);
  watch = new Watch();
  let ran = false;
  const program = async () => {
    watch.clock = currentProgram().clock;
    const script = await load(file);
    if (!raw) return script.main?.(args, new AbortController().signal);
    ran = true;
    // Like Node itself, it goes on for as long as anything is left to do.
    return await new Promise(() => {});
  };
  const run = await runProgram(program, { observer: watch });
  process.removeListener('exit', exits);
  tell(ran && run.outcome.kind === 'deadlocked' ? { ...run, outcome: finished } : run);
  return !raw;
}

function inWords(file: string, outcome: Outcome): Outcome {
  if (outcome.kind !== 'failed') return outcome.kind === 'finished' ? finished : outcome;
  return { kind: 'failed', error: explainScriptError(file, outcome.error) };
}

const [answer = '', given = '[]'] = process.argv.slice(2);
const recordings: Recording[] = [];
for (const each of JSON.parse(given) as Target[]) if (!(await record(each))) break;
process.exit();
