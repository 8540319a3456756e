import { Worker } from 'node:worker_threads';

const stop = Symbol.for('workshop.recorder.stop');

// A thread of its own, since the one that it watches may never be free again. A debugger can stop that, and nothing else.
const code = `
const { Session } = require('node:inspector');
const { ms, counts } = require('node:worker_threads').workerData;
const begun = performance.now();
const before = process.cpuUsage().user;
const looks = setInterval(() => {
  const passed = performance.now() - begun;
  const used = counts === 'work' ? (process.cpuUsage().user - before) / 1000 : passed;
  if (used < ms && passed < 5 * ms) return;
  clearInterval(looks);
  setInterval(() => {}, 1000);
  const session = new Session();
  session.connectToMainThread();
  session.on('Debugger.paused', () => {
    // Not within the code that was stopped: it may be Node's own, where names mean other things.
    const expression = 'globalThis[Symbol.for("${stop.description}")]()';
    session.post('Runtime.evaluate', { expression }, () => session.post('Debugger.resume'));
  });
  session.post('Debugger.enable');
  session.post('Debugger.pause');
}, 50);`;

/**
 * Calls back when this process has run for so long, whatever its thread does then: also in the middle of a loop that never
 * ends.
 *
 * @param options.ms of real time, or with `counts: 'work'` of work, for which a busy machine takes longer
 * @param stopped called on the stack of the code that was running
 * @returns calls it off
 */
export function stopAfter(
  { ms, counts }: { ms: number; counts: 'time' | 'work' },
  stopped: () => void,
): () => Promise<void> {
  Object.assign(globalThis, { [stop]: stopped });
  const watcher = new Worker(code, { eval: true, workerData: { ms, counts }, execArgv: [] });
  watcher.unref();
  // A thread that is at rest has no code to be stopped in.
  const timer = counts === 'time' ? setTimeout(stopped, ms).unref() : undefined;
  return async () => {
    clearTimeout(timer);
    await watcher.terminate();
  };
}
