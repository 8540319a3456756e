import { fileURLToPath } from 'node:url';

/** Where something happened; the text is made when it is read, which is the expensive part. */
export interface Place {
  stack?: string;
}

/** One of the learner's functions on a stack: `''` when it has no name. */
export interface Frame {
  name: string;
  /** Only known in the file that is watched. */
  line: number | undefined;
}

/** What the code of a module outside of all functions is called. */
export const topLevel = 'top level';

/** Functions that are told apart on a stack; those that called them stay unknown. */
export const deepest = 4;

const machinery = fileURLToPath(new URL('..', import.meta.url));

/**
 * The learner's functions on a stack, each called by the next; none when it is the machinery's or Node's own doing.
 * `direct` says that the first of them did it itself, and not a built-in function that it called.
 */
export function framesOf({ stack = '' }: Place, file: string): { frames: Frame[]; direct: boolean } {
  const frames: Frame[] = [];
  let direct = true;
  for (const row of stack.split('\n').slice(1)) {
    if (frames.length === deepest) break;
    const [, async, name = '', where = '', line] =
      /^\s+at (async )?(?:(.*?) \()?(.*?)(?::(\d+):\d+)?\)?$/.exec(row) ?? [];
    if (async) break;
    if (where.startsWith('node:internal/promise_hooks')) continue;
    const path = where.startsWith('file:') ? fileURLToPath(where) : where;
    const builtIn = line === undefined || /^(node|data):/.test(path);
    if (builtIn || path.startsWith(machinery) || path.includes('node_modules')) {
      const outermost = frames.at(-1);
      if (outermost?.name === '' && path.startsWith('node:internal/modules')) outermost.name = topLevel;
      if (outermost && line !== undefined) break;
      if (!outermost) direct = false;
      continue;
    }
    // V8 guesses names for functions that have none: `group.createTask.name`.
    const own = name.replace(/^(Object|Function|Module|VirtualTimer)\.|^new |^[a-z].*\..*$|^.*\.name$/, '');
    frames.push({
      name: own === '<anonymous>' ? '' : own,
      line: sameFile(path, file) ? Number(line) : undefined,
    });
  }
  return { frames, direct };
}

/** The maps that tsx makes call every file `.ts`, also `.mts` and `.cts`. */
function sameFile(one: string, other: string): boolean {
  return one.replace(/\.[cm]?ts$/, '') === other.replace(/\.[cm]?ts$/, '');
}
