// What the threads of step 13 do. A thread loads a file of its own and shares no variable with the program. The file is
// plain JavaScript, because the TypeScript runner does not reach into the threads of Node 20.

/** Keeps its thread busy, like `block`: nothing else runs on it meanwhile. */
export function block(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/** An order is two pieces of work. The port tells the program how far it is. */
export default function order({ work, port }) {
  port.postMessage('in progress...');
  block(work);
  port.postMessage('in progress...');
  block(work);
}

/** Never ends, and never looks at anything that could tell it to. */
export function stuck() {
  for (;;);
}

/** Sends back what it was sent. */
export function echo(value) {
  return value;
}

/** How many bytes have arrived. */
export function size({ byteLength }) {
  return byteLength;
}

/** A real calculation: how many primes are below `limit`? */
export function countPrimes(limit) {
  const composite = new Uint8Array(limit);
  let primes = 0;
  for (let n = 2; n < limit; n += 1) {
    if (composite[n]) continue;
    primes += 1;
    for (let m = n * n; m < limit; m += n) composite[m] = 1;
  }
  return primes;
}

/** The report of the plain program: a second and a half of work. */
export function buildReport() {
  block(1500);
  return 'three orders, 12.40 in all';
}
