import { createHash } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { explainBroken } from './broken.ts';
import { textOf, urlOf, type Step } from './steps.ts';

/** What is remembered of one exercise. */
export interface Memory {
  /** The fingerprint of the content that passed. */
  passed?: string;
  /** How many hints of each function have been shown. */
  hints?: Record<string, number>;
  /** The function of the first claim that did not hold, last time. */
  failing?: string;
  /** Whether the last prediction of the step was right. */
  predicted?: 'right' | 'missed';
}

/** What to remember; `undefined` forgets it. */
type Change = { [Name in keyof Memory]?: Memory[Name] | undefined };

export type State = 'done' | 'changed' | 'open';

type Progress = Record<string, Memory>;

const file = '.workshop/progress.json';
const lock = '.workshop/progress.lock';

let complained = false;

/** Says once, on standard error, that progress cannot be kept. Everything else works all the same. */
function complain(text: string): void {
  if (!complained) process.stderr.write(`${text}\n`);
  complained = true;
}

/** Everything remembered, by the names of the exercises; nothing when there is nothing to read. */
export function progress(): Progress {
  try {
    const stored = JSON.parse(readFileSync(urlOf(file), 'utf8')) as { exercises?: unknown };
    if (typeof stored.exercises === 'object' && stored.exercises !== null)
      return stored.exercises as Progress;
    throw new SyntaxError('It has another form than expected.');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    complain(
      `Your progress in ${file} cannot be read. Your answers are safe; npm start check all finds out again what is done.`,
    );
    return {};
  }
}

/** The name under which this exercise is remembered from a time when it had another number. */
function renumbered(name: string, exercises: Progress): string | undefined {
  return Object.keys(exercises).find((each) => each !== name && each.slice(3) === name.slice(3));
}

/** What is remembered of this exercise. */
export function memoryOf({ name }: Step): Memory {
  const exercises = progress();
  const memory = exercises[name] ?? exercises[renumbered(name, exercises) ?? ''];
  return typeof memory === 'object' && memory !== null ? memory : {};
}

/**
 * Remembers something of an exercise. Other terminals may do the same at the same time: each change is made to what the
 * file says at that moment, and the file is replaced as a whole. Where nothing can be written, it says so once and goes on.
 */
export function remember({ name }: Step, change: Change): void {
  try {
    mkdirSync(urlOf('.workshop/'), { recursive: true });
    locked(() => {
      const exercises = progress();
      const before = renumbered(name, exercises);
      const known = exercises[name] ?? exercises[before ?? ''];
      if (before !== undefined) delete exercises[before];
      exercises[name] = { ...known, ...change } as Memory;
      const beside = urlOf(`.workshop/progress-${process.pid}.tmp`);
      writeFileSync(beside, `${JSON.stringify({ exercises }, null, 2)}\n`);
      replaceFile(beside);
    });
  } catch (error) {
    complain(`Your progress cannot be kept: ${explainBroken(error)} Everything else works.`);
  }
}

/** Whether the answer as it stands has passed: `changed` when it has, and was edited since. */
export function stateOf(step: Step): State {
  const { passed } = memoryOf(step);
  if (passed === undefined) return 'open';
  return passed === fingerprint(step) ? 'done' : 'changed';
}

/** A short name for the content of an answer. Line ends and space at the ends of lines do not count. */
export function fingerprint({ exercise }: Step): string {
  const text = (textOrNothing(exercise) ?? '').replace(/[ \t]+$/gm, '').trimEnd();
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** What cannot be read has no content; the check of it says why. */
function textOrNothing(file: string): string | undefined {
  try {
    return textOf(file);
  } catch {
    return undefined;
  }
}

// What Windows says, besides EEXIST, of a file that another process has open or is removing at this moment.
const held = ['EEXIST', ...(process.platform === 'win32' ? ['EPERM', 'EACCES', 'EBUSY'] : [])];

/** Windows replaces no file that somebody is reading at this moment: that takes a millisecond, so we try again. */
function replaceFile(beside: string | URL): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return renameSync(beside, urlOf(file));
    } catch (error) {
      if (attempt === 10 || !held.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function locked(change: () => void): void {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    try {
      closeSync(openSync(urlOf(lock), 'wx'));
      break;
    } catch (error) {
      if (!held.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
      // The process that holds it needs a millisecond. One that is old was left behind by a process that is gone.
      const age = Date.now() - (statSync(urlOf(lock), { throwIfNoEntry: false })?.mtimeMs ?? 0);
      if (age > 2000) rmSync(urlOf(lock), { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
  try {
    change();
  } finally {
    rmSync(urlOf(lock), { force: true });
  }
}
