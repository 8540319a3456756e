import type { WaitKind } from '../runtime/run-program.ts';

/** What a lane does at a moment. */
export type State =
  | 'runs'
  | 'ready'
  | 'sleeps'
  | 'task'
  | 'queue'
  | 'slot'
  | 'waits'
  | 'cleanup'
  | 'process'
  | 'lease';

/** A moment that is marked: somebody speaks, a timer was due, a task ends badly or never ends, a process is killed, a lease ends. */
export type MarkKind = 'says' | 'due' | 'cancelled' | 'failed' | 'killed' | 'expired' | 'open';

type Colour = 'green' | 'dim' | 'cyan' | 'yellow' | 'red' | 'blue' | 'magenta';

/**
 * How each looks in a terminal, and what it means in words. What comes later covers what came before: work hides words, and
 * a bad end hides everything.
 */
export const signs: Record<State | MarkKind, { sign: string; colour: Colour; meaning: string }> = {
  waits: { sign: '─', colour: 'dim', meaning: 'waits' },
  sleeps: { sign: '·', colour: 'dim', meaning: 'sleeps' },
  task: { sign: '┄', colour: 'blue', meaning: 'waits for a task' },
  queue: { sign: '═', colour: 'magenta', meaning: 'in get, put or join of a queue' },
  slot: { sign: ':', colour: 'magenta', meaning: 'waits for a slot' },
  ready: { sign: '▒', colour: 'green', meaning: 'ready, but another has the thread' },
  cleanup: { sign: '~', colour: 'yellow', meaning: 'cancelled, still cleaning up' },
  process: { sign: '━', colour: 'dim', meaning: 'a process that lives' },
  lease: { sign: '≡', colour: 'magenta', meaning: 'its lease of a job' },
  says: { sign: '●', colour: 'cyan', meaning: 'says something' },
  runs: { sign: '█', colour: 'green', meaning: 'runs' },
  due: { sign: '◇', colour: 'cyan', meaning: 'was due here' },
  cancelled: { sign: '×', colour: 'yellow', meaning: 'cancelled' },
  failed: { sign: '!', colour: 'red', meaning: 'failed' },
  killed: { sign: '†', colour: 'red', meaning: 'killed' },
  expired: { sign: ']', colour: 'yellow', meaning: 'the lease runs out' },
  open: { sign: '»', colour: 'red', meaning: 'does not end' },
};

/** All of them, from what is covered to what covers. */
export const inOrder = Object.keys(signs) as (State | MarkKind)[];

/** The state of one who waits. */
export const stateOf: Record<WaitKind, State> = {
  sleep: 'sleeps',
  task: 'task',
  tasks: 'task',
  group: 'task',
  idle: 'task',
  get: 'queue',
  put: 'queue',
  join: 'queue',
  slot: 'slot',
};

/** Finishes the sentence "order milk …": `waits in queue.get()`. */
export function inWords(state: State, what: string): string {
  if (state === 'runs') return 'runs';
  if (state === 'ready') return 'is ready, but another has the thread';
  if (state === 'cleanup')
    return what === '' ? 'is cancelled, still cleaning up' : `is cancelled, still waits ${what}`;
  if (state === 'sleeps') return 'sleeps';
  if (state === 'process') return 'lives';
  if (state === 'lease') return `holds ${what}`;
  return what === '' ? 'waits' : `waits ${what}`;
}
