import { createHook } from 'node:async_hooks';
import childProcess from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { VirtualClock, type VirtualTimer } from '../runtime/virtual-clock.ts';
import { endlessWordFor } from './outside-words.ts';
import { framesOf, placeHere } from './stack.ts';

/** A loop that looks at the clock so often, and lets nothing run meanwhile, waits for time to pass. */
const mostReadings = 20_000;

/**
 * The ms that this thread has worked; older Nodes only know that of all threads, and so those that compile and collect
 * garbage. Real time would be no measure: a busy machine lets everybody wait.
 */
const { threadCpuUsage } = process as { threadCpuUsage?: () => NodeJS.CpuUsage };
const worked = () => (threadCpuUsage ?? process.cpuUsage).call(process).user / 1000;

/** Code that computes for so many ms while a timer waits makes it late, which only a real clock can show. */
const longestWork = 1000;

/** What the clock of a script needs to know of it. */
export interface ScriptSoFar {
  /** Whether it has printed, which takes Node more than a millisecond the first time. */
  hasPrinted(): boolean;
  /** Whether something from outside the thread has called back: then its main part is over. */
  hasHeard(): boolean;
  /** Whether Node runs the main part in its loop, after files were read, and not before it. */
  isInLoop: boolean;
}

/**
 * The clock of a recorded script. Timers of 1 ms and immediates of the main part race: Node's loop comes to its timers
 * first, and finds those of 1 ms due if so much time has passed. That is so, on nearly every machine, when something was
 * printed; and never where the main part runs inside of the loop, as modules do in Node 20.
 */
export class ScriptClock extends VirtualClock {
  readonly #giveUp: (why: string) => void;
  readonly #script: ScriptSoFar;
  #begun = false;
  #readings = 0;
  /** What had been worked when the first timer was armed in this turn, or waited from before. */
  #before: number | undefined;
  /** Whether a timer and an immediate raced. */
  raced = false;

  /** @param giveUp told what only a real clock can show */
  constructor(
    script: ScriptSoFar,
    giveUp: (why: string) => void,
    ...rest: ConstructorParameters<typeof VirtualClock>
  ) {
    super(...rest);
    this.#script = script;
    this.#giveUp = giveUp;
  }

  override arm(...timer: Parameters<VirtualClock['arm']>): void {
    this.#before ??= worked();
    super.arm(...timer);
  }

  override read(): number {
    this.#readings += 1;
    if (this.#readings > mostReadings) this.#giveUp('a loop that waits for the clock');
    return super.read();
  }

  override step(): boolean {
    this.#readings = 0;
    const now = worked();
    const long = this.#before !== undefined && now - this.#before > longestWork;
    // To ask for all that is live takes long when there are thousands.
    if (long && this.live.some(({ kind }) => kind !== 'setImmediate'))
      this.#giveUp('code that computes for long while timers are due');
    if (!this.#begun) this.#begin(this.live);
    this.#before = now;
    const isLive = super.step();
    if (!isLive) this.#before = undefined;
    return isLive;
  }

  #begin(live: VirtualTimer[]): void {
    this.#begun = true;
    const isShort = ({ kind, delay }: VirtualTimer) => kind === 'setTimeout' && delay <= 1;
    if (this.#script.hasHeard() || !live.some(isShort)) return;
    this.raced = live.some(({ kind }) => kind === 'setImmediate');
    if (this.raced && this.#script.hasPrinted() && !this.#script.isInLoop) this.block(1.001);
  }
}

/** What takes real time and shows in no hook before it has happened. */
const blocking: [object, string, (...args: unknown[]) => string | undefined][] = [
  [Atomics, 'wait', () => 'a thread that is put to sleep'],
  [childProcess, 'execSync', () => 'a child process'],
  [childProcess, 'execFileSync', () => 'a child process'],
  [childProcess, 'spawnSync', () => 'a child process'],
  [fs, 'readFileSync', (file) => (file === 0 || file === '/dev/stdin' ? 'standard input' : undefined)],
  [fs, 'readSync', (fd) => (fd === 0 ? 'standard input' : undefined)],
];

/** Whether it is the script's doing, and not that of what loads its modules. */
const isTheScripts = () => !framesOf(placeHere(), '').loads;

/**
 * Calls `giveUp` before a script does what no virtual clock can know the time of: at the moment when it makes a server, a
 * child process or a thread, or asks for standard input, and so before any of that has done anything.
 */
export function refuseOutside(giveUp: (why: string) => void): void {
  const hook: Parameters<typeof createHook>[0] & { trackPromises: boolean } = {
    trackPromises: false,
    init: (_id, type) => {
      const word = endlessWordFor(type);
      if (word !== undefined && isTheScripts()) giveUp(word);
    },
  };
  createHook(hook).enable();
  const { get } = Object.getOwnPropertyDescriptor(process, 'stdin') ?? {};
  Object.defineProperty(process, 'stdin', {
    configurable: true,
    get: () => (giveUp('standard input'), get?.call(process)),
  });
  for (const [target, name, why] of blocking) {
    const before = Reflect.get(target, name) as (...args: unknown[]) => unknown;
    const watched = (...args: unknown[]): unknown => {
      const word = why(...args);
      if (word !== undefined && isTheScripts()) giveUp(word);
      return Reflect.apply(before, target, args);
    };
    Object.defineProperty(target, name, { value: watched, configurable: true, writable: true });
  }
  syncBuiltinESMExports();
}
