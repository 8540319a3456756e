// What the threads of exercise 13 do in the tests: tell that they have started, wait to be let go on, tell that they are
// done. Everything goes through shared memory, so that the order is exact on the busiest machine.
import { parentPort, workerData } from 'node:worker_threads';

// As in board.ts: a counter, then the events, then a gate for each piece of work.
const mostEvents = 64;
const [started, done, failed] = [1, 2, 3];
// A test opens the gate as soon as it sees the start. Work that runs on the test's own thread waits in vain.
const patience = 1200;

/** @param {{ place: number, board: SharedArrayBuffer, result?: unknown, fails?: unknown, exits?: number }} work */
export default function gate({ place, board, result, fails, exits }) {
  const cells = new Int32Array(board);
  const tell = (kind) => Atomics.store(cells, 1 + Atomics.add(cells, 0, 1), place * 4 + kind);
  tell(started);
  Atomics.wait(cells, 1 + mostEvents + place, 0, patience);
  tell(fails === undefined ? done : failed);
  if (exits !== undefined) process.exit(exits);
  if (fails !== undefined) throw fails;
  return result;
}

// Without a pool around it the thread is given its work at the start, and posts the result.
if (workerData?.board) parentPort.postMessage(gate(workerData));
