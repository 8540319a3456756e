// Records steps from inside a process of their own, one after the other. Started by `recordRuns`:
//   node --import tsx workshop/record/recording-process.ts answer.json '[{ "file": "script.ts", "args": [] }]'
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { currentProgram } from '../runtime/program.ts';
import { runProgram, type Outcome } from '../runtime/run-program.ts';
import { RunRecorder } from '../runtime/run-recorder.ts';
import { together } from '../runtime/many-observers.ts';
import { capturePrints } from './capture.ts';
import { Watch } from './event-loop-watch.ts';
import { cutOf, stepsOf } from './loop-steps.ts';
import type { Recording, Target } from './record-runs.ts';
import { explainScriptError } from './script-error.ts';
import { framesOf, placeHere } from './stack.ts';
import { stopAfter } from './watchdog.ts';

const finished = { kind: 'finished', value: undefined } as const;

let watch: Watch;
capturePrints((text, stream, open) => watch.print(text, undefined, stream, open));

const module = (text: string) => `data:text/javascript,${encodeURIComponent(text)}`;
const ready = Symbol.for('workshop.recorder.ready');
Object.assign(globalThis, { [ready]: () => (watch.isLoading = false) });

/** Imports a program through a module whose first import is evaluated when all is read and nothing has run. */
async function load(file: string): Promise<{ main(args: string[], signal: AbortSignal): unknown }> {
  // The number makes it another module each time.
  const first = module(`globalThis[Symbol.for('${ready.description}')](${recordings.length})`);
  const both = [`import "${first}"`, `export * from "${pathToFileURL(file).href}"`];
  return import(module(both.join(';'))).finally(() => (watch.isLoading = false)) as ReturnType<typeof load>;
}

/** Virtual ms, and timers: nobody reads of more. */
const limits = { ms: 24 * 60 * 60 * 1000, timers: 10_000 };

/** Ms of work after which a program is stopped; in real time a step may wait for some seconds. */
const longest = { virtual: 3000, real: 15_000 };

async function record({ file, args }: Target, clock: Recording['clock'] = 'virtual'): Promise<Recording> {
  watch = new Watch(clock === 'virtual', file);
  const recorder = new RunRecorder(() => watch.clock.now());
  const tell = (ended: Pick<Recording['run'], 'elapsed' | 'outcome' | 'unanswered'>): Recording => {
    const whole = watch.watching;
    watch.stop();
    const { steps, lines, all } = stepsOf(watch, file, false);
    const { busy, late, tasks } = recorder.recorded;
    const run = { ...ended, lines, busy, late, tasks, outcome: inWords(file, ended.outcome) };
    const source = readFileSync(file, 'utf8');
    return { file, args, source, run, steps, clock, ...(whole && all ? {} : { cut: cutOf(ended.outcome) }) };
  };
  const ms = longest[clock];
  const callOff = stopAfter({ ms, counts: clock === 'virtual' ? 'work' : 'time' }, () => {
    const [frame] = framesOf(placeHere(), file).frames;
    const where = frame?.line === undefined ? '' : `, in line ${frame.line}`;
    const outcome = { kind: 'runaway', reason: `it had not ended after ${ms / 1000} s${where}` } as const;
    end([...recordings, tell({ elapsed: watch.clock.now(), outcome, unanswered: [] })]);
  });
  const program = async () => {
    watch.clock = currentProgram().clock;
    const { main } = await load(file);
    return main(args, new AbortController().signal);
  };
  const ended = await runProgram(program, { clock, limit: limits, observer: together(recorder, watch) });
  await callOff();
  if (ended.outside.length > 0 && clock === 'virtual')
    return { ...(await record({ file, args }, 'real')), why: ended.outside.join(' and ') };
  return tell(ended);
}

function inWords(file: string, outcome: Outcome): Outcome {
  if (outcome.kind !== 'failed') return outcome.kind === 'finished' ? finished : outcome;
  return { kind: 'failed', error: explainScriptError(file, outcome.error) };
}

const [answer = '', given = '[]'] = process.argv.slice(2);
const recordings: Recording[] = [];
for (const each of JSON.parse(given) as Target[]) {
  // A step that depends on other threads or processes says so.
  const isReal = /^export const clock = 'real'/m.test(readFileSync(each.file, 'utf8'));
  recordings.push(await record(each, isReal ? 'real' : 'virtual'));
}
end(recordings);

/** Answers, and leaves without asking anybody. */
function end(recorded: Recording[]): void {
  writeFileSync(answer, JSON.stringify(recorded));
  process.exit();
}
