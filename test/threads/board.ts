import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { runProgram, type Line, type Run } from '../../workshop/runtime/run-program.ts';
import { watchThreads, type Watched } from './watch-threads.ts';

/** The module whose threads stop at a gate. */
export const gate = new URL('./gate.js', import.meta.url);

/** What a thread is sent. */
export interface Gated {
  place: number;
  board: SharedArrayBuffer;
  result?: unknown;
  fails?: unknown;
  exits?: number;
}

/** One step of a script. */
interface Step {
  /** The gates that open now. */
  open?: string[] | undefined;
  /** Something else that happens now. */
  act?: (() => void) | undefined;
  /** How many lines there must be by the end of this step, in all. */
  lines: number;
}

const mostEvents = 64;
const kinds = ['', 'started', 'done', 'failed'];
// How long a right answer may take for its next event: so many looks, of a millisecond or more each. A thread starts
// in a tenth of it, and on a machine that is too busy to look a look takes longer.
const patience = 400;
// How far apart on paper: what happens between two openings of a gate has one time.
const beat = 500;

/**
 * Work on other threads, held at gates that a test opens. Real threads, but no real time: the transcript has a line for
 * each start and end, and each step of the script is half a second after the one before.
 */
export class Board {
  readonly lines: Line[] = [];
  readonly #names: string[];
  readonly #memory: SharedArrayBuffer;
  readonly #cells: Int32Array;
  #read = 0;
  #beat = 0;
  /** Since the script no longer holds: what happens is one after the other, each at a time of its own. */
  #freely = false;
  /** Nobody looks any more. */
  #over = false;

  constructor(...names: string[]) {
    this.#names = names;
    this.#memory = new SharedArrayBuffer(4 * (1 + mostEvents + names.length));
    this.#cells = new Int32Array(this.#memory);
  }

  /** What to send to the thread that does this work. */
  work(name: string, more: Omit<Gated, 'place' | 'board'> = {}): Gated {
    return { place: this.#names.indexOf(name), board: this.#memory, ...more };
  }

  say(lane: string, text: string): void {
    this.look();
    this.#add(lane, text);
  }

  /** The time of the last thing that happened. */
  get elapsed(): number {
    return this.#beat * beat;
  }

  /** Opens the gates in turn. When something else happens than the script says, opens them all and only watches. */
  async direct(script: Step[], until: Promise<unknown>): Promise<void> {
    let ended = false;
    const end = () => (ended = true);
    void until.then(end, end);
    for (const [number, { open = [], act, lines }] of script.entries()) {
      if (this.#over) return;
      this.look();
      if (!this.#freely) this.#beat = number;
      for (const name of open) this.#open(name);
      act?.();
      if (this.#freely) await this.#pause(20);
      for (let looks = 0; looks < patience; looks += 1) {
        if (this.lines.length >= lines || ended || this.#freely) break;
        await this.#pause();
      }
      // As long as one more thread would need to appear, if there were one too many.
      if (number === 0 && !ended) await aThread();
      this.look();
      if (this.lines.length === lines && (!ended || number === script.length - 1)) continue;
      this.#freely = true;
      for (const name of this.#names) this.#open(name);
    }
    for (let looks = 0; !ended && looks < patience / 2; looks += 1) await this.#pause();
    // What should have come to its end by now, or been ended, may go on, and will be seen.
    this.#freely ||= !ended;
    for (const name of this.#names) this.#open(name);
    while (!ended) await this.#pause();
    this.look();
  }

  #open(name: string): void {
    const place = 1 + mostEvents + this.#names.indexOf(name);
    Atomics.store(this.#cells, place, 1);
    Atomics.notify(this.#cells, place);
  }

  /** Ends the watching, also of an answer that never ends. */
  stop(): void {
    this.#over = true;
  }

  async #pause(ms = 1): Promise<void> {
    this.look();
    await pause(ms);
    // The next timer would be armed on the clock of the next program.
    if (this.#over) await new Promise(() => {});
  }

  /** Takes note of what has happened. Within one step ends come before starts, and both in the order of the names. */
  look(): void {
    const news: { name: string; kind: number }[] = [];
    for (; this.#read < Atomics.load(this.#cells, 0); this.#read += 1) {
      const event = Atomics.load(this.#cells, 1 + this.#read);
      // Counted, but not written yet: in a moment.
      if (event === 0) break;
      news.push({ name: this.#names[event >> 2]!, kind: event & 3 });
    }
    // Nobody opened its gate between start and end.
    if (new Set(news.map(({ name }) => name)).size < news.length) this.#freely = true;
    for (const { name, kind } of news) this.#add(name, kinds[kind]!);
    if (!this.#freely) this.lines.sort((a, b) => a.at - b.at || this.#rank(a) - this.#rank(b));
  }

  #rank({ lane, text }: Line): number {
    const place = this.#names.indexOf(lane);
    return place === -1 ? 1000 : (text === 'started' ? 100 : 0) + place;
  }

  #add(lane: string, text: string): void {
    if (this.#freely) this.#beat += 1;
    this.lines.push({ at: this.#beat * beat, lane, text });
  }
}

// The real one, which no test counts.
const Probe = Worker;

async function aThread(): Promise<void> {
  const worker = new Probe('', { eval: true, execArgv: [] });
  await new Promise((resolve) => worker.once('exit', resolve));
}

const stuck = new Error('nothing happens any more');

/**
 * Runs an answer with real threads and directs them.
 *
 * @param board the work
 * @param script what happens, step by step
 * @param program calls the answer
 * @returns the run, on paper: exact times, and each thread that is still there when it ends is a leak
 */
export async function runDirected(
  board: Board,
  script: Step[],
  program: (threads: Watched) => unknown,
): Promise<Run> {
  const threads = watchThreads();
  try {
    const real = await runProgram(
      async () => {
        const result = Promise.resolve().then(() => program(threads));
        const directed = board.direct(script, result);
        try {
          return await Promise.race([result, threads.quiet().then(() => Promise.reject(stuck))]);
        } finally {
          await Promise.race([directed, threads.quiet()]);
          await threads.gone();
        }
      },
      { clock: 'real', limit: { ms: 2400 } },
    );
    const hangs =
      real.outcome.kind === 'runaway' || (real.outcome.kind === 'failed' && real.outcome.error === stuck);
    const waiting = ['main waits for a promise that nobody settles, and no thread is left that could'];
    return {
      ...real,
      lines: board.lines,
      elapsed: board.elapsed,
      outcome: hangs ? { kind: 'deadlocked', waiting } : real.outcome,
      leaks: Array.from({ length: threads.alive }, (_, n) => `thread ${n + 1}`),
      busy: [],
      endings: [],
    };
  } finally {
    board.stop();
    await threads.stop();
  }
}
