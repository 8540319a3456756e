import { ChildProcess } from 'node:child_process';
import { Worker } from 'node:worker_threads';
import { placeOf } from '../runtime/explain-error.ts';
import { explainBroken } from '../catalog/broken.ts';

// What keeps an answer from doing more than being examined. It is no prison, and need not be one: nobody attacks their
// own machine. But people write loops without end, and then go on working.

/** More memory than this no answer needs (bytes). `--max-old-space-size` does not count what buffers take. */
const mostMemory = 1.2e9;

// A thread of its own, which still runs when the main one is stuck: when the side that asked is gone, nothing will stop
// this process, so it stops itself.
const watchdog = `
  const parent = process.ppid;
  const { writeSync } = require('node:fs');
  setInterval(() => {
    try {
      process.kill(parent, 0);
      if (process.ppid === parent && process.memoryUsage.rss() < ${mostMemory}) return;
      if (process.ppid === parent) writeSync(2, 'heap out of memory');
    } catch {}
    process.kill(process.pid, 'SIGKILL');
  }, 200);
  require('node:worker_threads').parentPort.postMessage('watching');
`;

/**
 * Starts the thread that ends this process when nobody waits for it any longer, or when it takes too much memory.
 *
 * @returns a promise that it is up: it may not come up beside a stuck thread
 */
export function watchOver(): Promise<void> {
  const dog = new Worker(watchdog, { eval: true, execArgv: [] });
  dog.unref();
  return new Promise((resolve) => dog.once('message', () => resolve()));
}

/** Tells of errors that nobody handles, and of attempts to end the process, instead of ending. */
export function catchEnds(broken: (text: string) => void): void {
  process.on('uncaughtException', (error) => broken(explainBroken(error)));
  process.on('unhandledRejection', (error) =>
    broken(
      `${explainBroken(error).replace(/\.?$/, '.')} Nothing handled this rejection: await the promise, or .catch it.`,
    ),
  );
  process.exit = ((code?: number) => {
    const called = new Error(`process.exit(${code ?? ''}) was called`);
    const place = placeOf(called) && `${placeOf(called)}: `;
    broken(`${place}${called.message}: that ends the process immediately. Use return or throw instead.`);
    throw called;
  }) as typeof process.exit;
}

/**
 * Lets the answer believe that it was started as any program is: without somebody to send messages to. What it starts
 * itself stays in our group, and is stopped with us.
 */
export function hideParent(): void {
  for (const name of ['send', 'disconnect'])
    Object.defineProperty(process, name, { value: undefined, writable: true });
  const children = ChildProcess.prototype as unknown as Record<'spawn', (options: object) => unknown>;
  const start = children.spawn;
  children.spawn = function (options) {
    return start.call(this, { ...options, detached: false });
  };
}
