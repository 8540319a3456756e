/** A script of raw Node: where it is written, and what it reads. `cjs/` is a CommonJS package, `esm/` one of modules. */
export interface Script {
  file: string;
  text: string;
  input?: string;
}

const order = (log: string) => `setTimeout(() => ${log}('timeout'), 0);
setImmediate(() => ${log}('immediate'));
Promise.resolve().then(() => ${log}('promise'));
queueMicrotask(() => ${log}('microtask'));
process.nextTick(() => ${log}('nextTick'));
${log}('script');
`;

const sleep = 'const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));\n';

const texts: Record<string, string> = {
  'cjs/order.js': order('console.log'),
  'cjs/order.cjs': order('console.log'),
  'cjs/order.ts': `const word: string = 'typed';\n\n${order('console.log')}console.log(word);\n`,
  'cjs/order.cts': order('console.log'),
  'esm/order.js': order('console.log'),
  'esm/order.mjs': order('console.log'),
  'esm/order.ts': `interface Order {\n  name: string;\n}\n${order('console.log')}const one: Order = { name: 'typed' };\nconsole.log(one.name);\n`,
  'cjs/order-on-stderr.js': order('console.error'),
  'cjs/main-module.js': `async function main() {
  console.log('main', require.main === module, process.argv.length);
  await null;
  console.log('after', __filename.endsWith('main-module.js'));
}
if (require.main === module) main();
`,
  'cjs/names.ts': `interface Item {
  id: number;
}

async function load(item: Item): Promise<number> {
  console.log('load', item.id);
  await new Promise((resolve) => setTimeout(resolve, 30 * item.id));
  console.log('loaded', item.id);
  return item.id;
}

class Shop {
  async open(): Promise<void> {
    await load({ id: 1 });

    console.log('open');
  }
}

void new Shop().open();
void load({ id: 2 }).then((id) => console.log('then', id));
`,
  'cjs/require.js': `const { setTimeout: wait } = require('node:timers/promises');
const { EventEmitter, once } = require('node:events');
const bell = new EventEmitter();
bell.on('ring', function ringing(n) {
  console.log('ringing', n);
});
(async () => {
  console.log('before');
  await wait(20);
  bell.emit('ring', 1);
  setTimeout(() => bell.emit('ring', 2), 20);
  await once(bell, 'ring');
  console.log('after');
})();
`,
  'cjs/nested-ticks.js': `process.nextTick(() => {
  console.log('tick 1');
  process.nextTick(() => console.log('tick 3'));
  Promise.resolve().then(() => console.log('microtask 2'));
});
Promise.resolve().then(() => {
  console.log('microtask 1');
  process.nextTick(() => console.log('tick 4'));
});
process.nextTick(() => console.log('tick 2'));
`,
  'cjs/async-await.js': `async function one() {
  console.log('one starts');
  await two();
  console.log('one ends');
}
async function two() {
  console.log('two');
}
console.log('script starts');
setTimeout(() => console.log('timer'), 0);
one();
new Promise((resolve) => {
  console.log('executor');
  resolve();
}).then(() => console.log('then'));
console.log('script ends');
`,
  'esm/return-await.mjs': `async function plain() {
  return Promise.resolve('returned');
}
async function awaited() {
  return await Promise.resolve('awaited');
}
plain().then(console.log);
awaited().then((text) => console.log(text));
Promise.resolve().then(() => console.log(1)).then(() => console.log(2)).then(() => console.log(3));
`,
  'esm/thenable.mjs': `const thenable = {
  then(resolve) {
    console.log('then is called');
    resolve('value');
  },
};
Promise.resolve().then(() => console.log('a')).then(() => console.log('b')).then(() => console.log('c'));
console.log(await thenable);
console.log('end');
`,
  'esm/finally.mjs': `${sleep}async function work(fails) {
  try {
    await sleep(10);
    if (fails) throw new Error('broken');
    console.log('worked');
  } catch (error) {
    console.log('caught', error.message);
  } finally {
    await null;
    console.log('finally');
  }
}
await work(false);
await work(true);
await sleep(5).finally(() => console.log('after all'));
`,
  'esm/combinators.mjs': `${sleep}const later = async (ms, value) => {
  await sleep(ms);
  console.log('done', value);
  return value;
};
console.log(await Promise.all([later(30, 'a'), later(10, 'b')]));
console.log(await Promise.race([later(300, 'c'), later(10, 'd')]));
console.log(await Promise.any([Promise.reject(new Error('no')), later(10, 'e')]));
const results = await Promise.allSettled([later(5, 'f'), Promise.reject(new Error('no'))]);
console.log(results.map(({ status }) => status).join());
`,
  'esm/generator.mjs': `async function* numbers() {
  try {
    yield 1;
    await null;
    yield 2;
    yield 3;
  } finally {
    console.log('cleaned up');
  }
}
for await (const n of numbers()) {
  console.log(n);
  if (n === 2) break;
}
console.log('after');
`,
  'esm/sync-generator.mjs': `function* count() {
  try {
    yield 'one';
    yield 'two';
  } finally {
    console.log('finally');
  }
}
for (const word of count()) {
  console.log(word);
  break;
}
for await (const word of count()) console.log('awaited', word);
`,
  'esm/interval.mjs': `let ticks = 0;
const interval = setInterval(() => {
  ticks += 1;
  console.log('tick', ticks);
  if (ticks === 3) clearInterval(interval);
}, 200);
setTimeout(() => console.log('between'), 500);
`,
  'esm/timers-promises.mjs': `import { setTimeout as wait, setImmediate as yieldNow, setInterval as every } from 'node:timers/promises';
await wait(20);
console.log('waited');
await yieldNow();
let n = 0;
for await (const _ of every(15)) {
  console.log('every', (n += 1));
  if (n === 3) break;
}
console.log('end');
`,
  'esm/immediates.mjs': `setTimeout(() => {
  setImmediate(() => {
    console.log('immediate 1');
    process.nextTick(() => console.log('tick of immediate'));
    setImmediate(() => console.log('immediate 3'));
  });
  setImmediate(() => console.log('immediate 2'));
  setTimeout(() => console.log('timeout of timeout'), 800);
  console.log('timeout');
}, 10);
`,
  'esm/clear.mjs': `const one = setTimeout(() => console.log('never'), 10);
const immediate = setImmediate(() => console.log('never'));
clearTimeout(one);
clearImmediate(immediate);
setTimeout(console.log, 20, 'with', 'arguments');
const again = setTimeout(() => console.log('refreshed'), 30);
setTimeout(() => again.refresh(), 20);
setTimeout(() => console.log('before it'), 40);
`,
  'esm/unref.mjs': `setTimeout(() => console.log('never shown'), 5000).unref();
setInterval(() => console.log('tick'), 300).unref();
setTimeout(() => console.log('end'), 750);
`,
  'esm/unref-only.mjs': `setTimeout(() => console.log('never shown'), 5000).unref();
console.log('nothing else');
`,
  'esm/abort.mjs': `import { setTimeout as wait } from 'node:timers/promises';
const controller = new AbortController();
setTimeout(() => controller.abort(), 20);
try {
  await wait(1000, null, { signal: controller.signal });
} catch (error) {
  console.log(error.name);
}
const keep = setTimeout(() => {}, 60);
AbortSignal.timeout(30).addEventListener('abort', () => {
  console.log('timed out');
  clearTimeout(keep);
});
`,
  'esm/event-target.mjs': `const target = new EventTarget();
target.addEventListener('hello', (event) => console.log(event.type));
queueMicrotask(() => console.log('microtask'));
target.dispatchEvent(new Event('hello'));
console.log('dispatched');
`,
  'esm/emitter.mjs': `import { EventEmitter, on } from 'node:events';
const source = new EventEmitter();
setTimeout(() => source.emit('item', 'a'), 10);
setTimeout(() => source.emit('item', 'b'), 20);
for await (const [item] of on(source, 'item')) {
  console.log(item);
  if (item === 'b') break;
}
`,
  'esm/streams.mjs': `import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
const upper = new Transform({
  transform(chunk, _encoding, callback) {
    console.log('transform', String(chunk));
    callback(null, String(chunk).toUpperCase());
  },
});
await pipeline(Readable.from(['a', 'b']), upper, async function (source) {
  for await (const chunk of source) console.log('got', String(chunk));
});
console.log('piped');
`,
  'esm/web-streams.mjs': `const stream = new ReadableStream({
  start(controller) {
    controller.enqueue('one');
    controller.enqueue('two');
    controller.close();
  },
});
for await (const chunk of stream) console.log(chunk);
console.log('end');
`,
  'esm/read-file.mjs': `import { readFile } from 'node:fs';
import { readFile as read } from 'node:fs/promises';
const file = new URL(import.meta.url);
readFile(file, 'utf8', (error, text) => {
  console.log('callback', error, text.length > 100);
  setTimeout(() => console.log('timeout in callback'), 0);
  setImmediate(() => console.log('immediate in callback'));
});
console.log('asked');
await new Promise((resolve) => setTimeout(resolve, 50));
console.log((await read(file, 'utf8')).length > 100);
`,
  'cjs/read-file.js': `const fs = require('node:fs');
fs.readFile(__filename, () => {
  setTimeout(() => console.log('timeout'), 0);
  setImmediate(() => console.log('immediate'));
  process.nextTick(() => console.log('tick'));
});
`,
  'cjs/missing-file.js': `require('node:fs').readFile('/does/not/exist', (error) => {
  console.log(error.code);
});
require('node:fs').promises.stat('/does/not/exist').catch((error) => console.log('later', error.code));
`,
  'esm/dynamic-import.mjs': `console.log('before');
const { basename } = await import('node:path');
console.log(basename('/a/b'));
const own = await import('./part.mjs');
console.log(own.word);
import('./part.mjs').then((same) => console.log(same === own));
`,
  'esm/dynamic-import.ts': `console.log('before');
const own = (await import('./part.mjs')) as { word: string };
console.log(own.word as string);
`,
  'cjs/dynamic-import.js': `console.log('before');
import('node:path').then(({ basename }) => console.log(basename('/a/b')));
(async () => {
  const { word } = await import('../esm/part.mjs');
  console.log(word);
})();
process.nextTick(() => console.log('tick'));
`,
  'esm/part.mjs': `console.log('part is read');
await new Promise((resolve) => setTimeout(resolve, 10));
export const word = 'part';
`,
  'esm/static-import.mjs': `import { word } from './part.mjs';
console.log(word);
setTimeout(() => console.log('later'), 10);
`,
  'esm/hash.mjs': `import { pbkdf2, randomBytes } from 'node:crypto';
import { gzip } from 'node:zlib';
import { promisify } from 'node:util';
const key = await promisify(pbkdf2)('secret', 'salt', 1000, 16, 'sha256');
console.log(key.length);
console.log((await promisify(gzip)('hello')).length > 10);
randomBytes(8, (error, bytes) => console.log(error, bytes.length));
`,
  'esm/worker.mjs': `import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url), { workerData: 20 });
  worker.on('message', (message) => console.log('message', message));
  worker.on('exit', (status) => console.log('exit', status));
  console.log('started');
} else {
  parentPort.postMessage(workerData * 2);
}
`,
  'cjs/worker.js': `const { Worker } = require('node:worker_threads');
const worker = new Worker("require('node:worker_threads').parentPort.postMessage('hello')", { eval: true });
worker.once('message', (message) => {
  console.log(message);
});
worker.once('exit', () => console.log('gone'));
`,
  'esm/worker-prints.mjs': `import { Worker } from 'node:worker_threads';
const worker = new Worker("console.log('from the worker')", { eval: true });
worker.on('exit', () => console.log('worker has ended'));
`,
  'esm/message-channel.mjs': `const { port1, port2 } = new MessageChannel();
port2.onmessage = ({ data }) => {
  console.log('got', data);
  port2.close();
};
port1.postMessage('hello');
setTimeout(() => console.log('timeout'), 1000);
console.log('sent');
`,
  'cjs/child.js': `const { spawn } = require('node:child_process');
const child = spawn(process.execPath, ['-e', "console.log('child')"]);
child.stdout.on('data', (chunk) => console.log('data', String(chunk).trim()));
child.on('close', (status) => {
  console.log('closed', status);
});
console.log('spawned');
`,
  'esm/exec.mjs': `import { exec, execFile } from 'node:child_process';
import { promisify } from 'node:util';
const { stdout } = await promisify(execFile)(process.execPath, ['-p', '6 * 7']);
console.log(stdout.trim());
exec('"' + process.execPath + '" -e "process.exit(3)"', (error) => console.log('status', error.code));
`,
  'esm/child-inherits.mjs': `import { spawn } from 'node:child_process';
import { once } from 'node:events';
console.log('before');
await once(spawn(process.execPath, ['-e', "console.log('from the child')"], { stdio: 'inherit' }), 'exit');
console.log('after');
`,
  'cjs/exec-sync.js': `const { execFileSync } = require('node:child_process');
setTimeout(() => console.log('timer'), 1);
console.log(String(execFileSync(process.execPath, ['-p', '1 + 1'])).trim());
console.log('after');
`,
  'esm/fork.mjs': `import { fork } from 'node:child_process';
if (process.send) {
  process.on('message', (n) => {
    process.send(n * 2, () => process.disconnect());
  });
} else {
  const child = fork(new URL(import.meta.url));
  child.on('message', (n) => console.log('answer', n));
  child.on('exit', () => console.log('exit'));
  child.send(21);
}
`,
  'esm/server.mjs': `import { createServer } from 'node:http';
const server = createServer((request, response) => {
  console.log('request', request.url);
  setTimeout(() => response.end('hello'), 20);
});
server.listen(0, async () => {
  console.log('listening');
  const answer = await fetch('http://localhost:' + server.address().port + '/a');
  console.log(answer.status, await answer.text());
  server.close(() => console.log('closed'));
  server.closeAllConnections();
});
`,
  'cjs/server.js': `const http = require('node:http');
const server = http.createServer((request, response) => response.end('bye'));
server.listen(0, '127.0.0.1', () => {
  http.get({ port: server.address().port, host: '127.0.0.1', agent: false }, (response) => {
    response.on('data', (chunk) => console.log('data', String(chunk)));
    response.on('end', () => {
      console.log('end');
      server.close();
    });
  });
});
server.on('close', () => console.log('closed'));
`,
  'esm/net.mjs': `import { connect, createServer } from 'node:net';
const server = createServer((socket) => {
  socket.end('hello');
}).listen(0, () => {
  const client = connect(server.address().port);
  client.setEncoding('utf8');
  client.on('data', (text) => console.log(text));
  client.on('close', () => {
    console.log('close');
    server.close();
  });
});
`,
  'cjs/handles-exception.js': `process.on('uncaughtException', (error, origin) => {
  console.log('handled', error.message, origin);
});
setTimeout(() => console.log('goes on'), 30);
setTimeout(() => {
  process.nextTick(() => console.log('its tick'));
  throw new Error('in a timer');
}, 10);
Promise.reject(new Error('in a promise'));
console.log('end of script');
throw new Error('in the script');
`,
  'esm/handles-rejection.mjs': `process.on('unhandledRejection', (reason) => console.log('unhandled', reason.message));
process.on('rejectionHandled', () => console.log('handled late'));
const late = Promise.reject(new Error('late'));
Promise.reject(new Error('never'));
setTimeout(() => late.catch(() => console.log('caught')), 20);
`,
  'cjs/throws.js': `console.log('before');
setTimeout(() => console.log('never'), 50);
setTimeout(() => {
  console.log('throws now');
  throw new Error('broken');
}, 10);
`,
  'esm/rejects.mjs': `console.log('before');
setTimeout(() => console.log('never'), 50);
await Promise.reject(new Error('broken'));
`,
  'cjs/unhandled.js': `process.on('exit', (status) => console.log('exit', status));
setTimeout(() => console.log('never'), 50);
Promise.reject(new Error('nobody'));
`,
  'cjs/exit.js': `process.on('exit', (status) => console.log('exit', status));
process.on('beforeExit', () => console.log('never'));
setTimeout(() => {
  console.log('leaves');
  process.exit(0);
}, 20);
setTimeout(() => console.log('never'), 50);
`,
  'cjs/before-exit.js': `let times = 0;
process.on('beforeExit', () => {
  times += 1;
  console.log('before exit', times);
  if (times === 1) setTimeout(() => console.log('one more'), 10);
});
process.on('exit', () => console.log('exit'));
`,
  'esm/busy-wait.mjs': `setTimeout(() => console.log('due at 5'), 5);
setTimeout(() => console.log('due at 60'), 60);
const end = Date.now() + 80;
while (Date.now() < end);
console.log('was busy');
setTimeout(() => console.log('due at once'), 0);
`,
  'cjs/busy-wait.js': `function busy(ms) {
  const end = performance.now() + ms;
  while (performance.now() < end);
}
setTimeout(() => {
  console.log('first');
  busy(500);
  setImmediate(() => console.log('immediate'));
}, 10);
setTimeout(() => console.log('late'), 300);
`,
  'esm/partial-lines.mjs': `process.stdout.write('one ');
setTimeout(() => process.stdout.write('two '), 10);
setTimeout(() => {
  process.stdout.write('three\\n', () => console.log('written'));
}, 20);
`,
  'cjs/write-sync.js': `const fs = require('node:fs');
fs.writeSync(1, 'straight to the descriptor\\n');
console.log('by the console');
console.error('an error');
console.table([{ a: 1 }]);
console.info(\`two
lines\`);
`,
  'esm/local-storage.mjs': `import { AsyncLocalStorage } from 'node:async_hooks';
const user = new AsyncLocalStorage();
user.run('ann', async () => {
  await null;
  console.log(user.getStore());
  setTimeout(() => console.log('timer of', user.getStore()), 10);
});
console.log(user.getStore());
`,
  'esm/recursion.mjs': `${sleep}async function down(n) {
  console.log('down', n);
  if (n > 0) {
    await sleep(5);
    await down(n - 1);
  }
  console.log('up', n);
}
await down(2);
`,
  'esm/semaphore.mjs': `${sleep}class Semaphore {
  #waiting = [];
  #free = 2;
  async acquire() {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise((resolve) => this.#waiting.push(resolve));
  }
  release() {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}
const slots = new Semaphore();
async function job(name) {
  await slots.acquire();
  console.log(name, 'starts');
  await sleep(20);
  console.log(name, 'ends');
  slots.release();
}
await Promise.all(['a', 'b', 'c'].map(job));
`,
  'esm/multi-line-callbacks.mjs': `setTimeout(
  function named() {
    const text = 'in line 4';

    console.log(text);
  },
  10,
);
setTimeout(() => {
  // Nothing here.

  console.log('anonymous');
}, 20);
`,
  'esm/never.mjs': `console.log('waits');
await new Promise(() => {});
`,
  'esm/date.mjs': `const before = Date.now();
setTimeout(() => console.log(Date.now() - before >= 30, new Date() >= new Date(before)), 30);
const [seconds] = process.hrtime();
console.log(typeof seconds, performance.now() >= 0);
`,
  'esm/structured-clone.mjs': `const copy = structuredClone({ a: [1, 2] });
console.log(copy.a.length);
setTimeout(() => console.log('later'), 10);
`,
  'esm/dns.mjs': `import { lookup } from 'node:dns/promises';
const { family } = await lookup('127.0.0.1');
console.log(family);
`,
  'cjs/promisified-queues.js': `'use strict';
const { promisify } = require('node:util');
const tick = promisify(process.nextTick);
const yieldNow = promisify(setImmediate);

async function phases(name) {
  console.log(name, 'a');
  await tick();
  console.log(name, 'b');
  await yieldNow();
  console.log(name, 'c');
}

phases('x');
phases('y').then(() => console.log('done'));
console.log('end');
`,
  'esm/generic-types.ts': `type Result<T> = { ok: true; value: T } | { ok: false; error: Error };

interface Fetcher<T> {
  fetch(id: number): Promise<Result<T>>;
}

class Slow implements Fetcher<string> {
  readonly #delay: number;

  constructor(delay: number) {
    this.#delay = delay;
  }

  async fetch(id: number): Promise<Result<string>> {
    console.log(\`fetch \${id}\`);
    await new Promise<void>((resolve) => setTimeout(resolve, this.#delay * id));
    if (id === 3) return { ok: false, error: new Error('three') };
    return { ok: true, value: \`item \${id}\` };
  }
}

const slow: Fetcher<string> = new Slow(25);
const results = await Promise.all([1, 2, 3].map((id) => slow.fetch(id)));
for (const each of results) {
  console.log(each.ok ? each.value : each.error.message);
}
`,
  'esm/asked-to-return.mts': `import { setTimeout as sleep } from 'node:timers/promises';

async function* countdown(from: number): AsyncGenerator<number, string, boolean | undefined> {
  for (let n = from; n > 0; n -= 1) {
    const stop = yield n;
    if (stop) return 'stopped';
    await sleep(15);
  }
  return 'done';
}

const it = countdown(5);
console.log(await it.next());
console.log(await it.next(false));
console.log(await it.next(true));
console.log(await it.next());
`,
  'cjs/cycle.js': `console.log('main starts');
const a = require('./cycle-a.js');
console.log('a', a.done);
setTimeout(() => {
  const again = require('./cycle-a.js');
  console.log('same', again === a);
}, 10);
`,
  'cjs/cycle-a.js': `exports.done = false;
const b = require('./cycle-b.js');
console.log('in a, b is', b.done);
process.nextTick(() => console.log('tick of a'));
exports.done = true;
`,
  'cjs/cycle-b.js': `exports.done = false;
const a = require('./cycle-a.js');
console.log('in b, a is', a.done);
exports.done = true;
`,
  'esm/worker-answers.mjs': `import { Worker, isMainThread, parentPort } from 'node:worker_threads';
import { once } from 'node:events';

if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url));
  for (const n of [1, 2, 3]) {
    worker.postMessage(n);
    const [answer] = await once(worker, 'message');
    console.log(n, 'squared is', answer);
  }
  console.log('exit', await worker.terminate());
} else {
  parentPort.on('message', (n) => parentPort.postMessage(n * n));
}
`,
  'esm/broadcast.mjs': `const one = new BroadcastChannel('news');
const other = new BroadcastChannel('news');
other.onmessage = ({ data }) => {
  console.log('heard', data);
  one.close();
  other.close();
};
one.postMessage('hello');
console.log('posted');
`,
  'cjs/exceptions-from-all-queues.js': `let count = 0;
process.on('uncaughtException', (error) => {
  count += 1;
  console.log('caught', count, error.message);
  if (count === 3) process.exit(0);
});
setImmediate(() => {
  throw new Error('in an immediate');
});
process.nextTick(() => {
  throw new Error('in a tick');
});
setTimeout(() => {
  queueMicrotask(() => {
    throw new Error('in a microtask');
  });
}, 400);
setTimeout(() => console.log('never'), 800);
`,
  'cjs/exception-monitor.js': `process.on('uncaughtExceptionMonitor', (error, origin) => {
  console.log('monitor', error.message, origin);
});
process.on('exit', (code) => {
  console.log('exit', code);
});
async function job() {
  await new Promise((resolve) => setTimeout(resolve, 10));
  throw new TypeError('of a job');
}
job();
console.log('started');
`,
  'esm/iterators-by-hand.mjs': `const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const numbers = {
  [Symbol.asyncIterator]() {
    let n = 0;
    return {
      async next() {
        n += 1;
        await sleep(10);
        return { value: n, done: n > 3 };
      },
      async return() {
        console.log('return');
        return {};
      },
    };
  },
};
async function* mapped(source, fn) {
  for await (const each of source) yield fn(each);
}
for await (const n of mapped(numbers, (n) => n * 10)) {
  console.log(n);
  if (n === 20) break;
}
async function* chained() {
  yield* mapped(numbers, String);
}
for await (const text of chained()) console.log(text);
`,
  'cjs/generator-runner.js': `function* inner() {
  try {
    const got = yield 'a';
    console.log('got', got);
    yield 'b';
  } catch (error) {
    console.log('inner caught', error.message);
    yield 'recovered';
  } finally {
    console.log('inner ends');
  }
}
function* outer() {
  yield* inner();
  return 'end';
}
const it = outer();
console.log(it.next().value);
console.log(it.next(1).value);
console.log(it.throw(new Error('x')).value);
setTimeout(() => console.log(it.next()), 10);
// A runner of generators, as before async functions.
function co(make) {
  const g = make();
  const step = (value) => {
    const { done, value: next } = g.next(value);
    if (!done) Promise.resolve(next).then(step);
  };
  step();
}
co(function* work() {
  const one = yield Promise.resolve(1);
  console.log('one', one);
  const two = yield new Promise((resolve) => setTimeout(resolve, 30, 2));
  console.log('two', two);
});
`,
  'esm/file-streams.mjs': `import { createReadStream, createWriteStream } from 'node:fs';
import { open, readdir, stat, unlink } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip, createGunzip, gzipSync } from 'node:zlib';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const to = join(tmpdir(), \`held-\${process.pid}.gz\`);
await pipeline(createReadStream(new URL(import.meta.url)), createGzip(), createWriteStream(to));
console.log((await stat(to)).size > 100);
const chunks = [];
for await (const chunk of createReadStream(to).pipe(createGunzip())) chunks.push(chunk);
console.log(Buffer.concat(chunks).toString().startsWith('import'));
const handle = await open(to);
const { bytesRead } = await handle.read(Buffer.alloc(10), 0, 10, 0);
await handle.close();
console.log(bytesRead, gzipSync('x').length > 5);
await unlink(to);
console.log((await readdir(new URL('.', import.meta.url))).includes('file-streams.mjs'));
`,
  'esm/exit-listeners.mjs': `process.on('beforeExit', (code) => {
  console.log('beforeExit', code);
});
process.on('exit', () => {
  console.log('exit');
  Promise.resolve().then(() => console.log('never'));
});
process.once('beforeExit', () => setImmediate(() => console.log('revived')));
console.log(structuredClone(new Map([['a', new Date(0)]])).get('a').getTime());
const ref = new WeakRef({ a: 1 });
console.log(ref.deref().a);
new FinalizationRegistry(() => console.log('maybe')).register(globalThis, 'x');
`,
  'cjs/sleeping-thread.js': `const cell = new Int32Array(new SharedArrayBuffer(4));
setTimeout(() => console.log('timer'), 10);
console.log(Atomics.wait(cell, 0, 0, 60));
console.log('slept');
Promise.resolve().then(() => console.log('microtask'));
`,
  'esm/lazy-thenable.mjs': `class Lazy {
  constructor(make) {
    this.make = make;
  }
  then(resolve, reject) {
    console.log('asked');
    return Promise.resolve().then(this.make).then(resolve, reject);
  }
}
const lazy = new Lazy(() => 42);
console.log('not yet');
console.log(await lazy);
const { promise, resolve } = (() => {
  let resolve;
  const promise = new Promise((r) => (resolve = r));
  return { promise, resolve };
})();
promise.then((v) => console.log('v', v));
resolve(lazy);
await Promise.allSettled([lazy, Promise.reject(1)]).then((all) => console.log(all.length));
`,
  'esm/mutex.mjs': `const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
class Mutex {
  #tail = Promise.resolve();
  async run(work) {
    const before = this.#tail;
    let release;
    this.#tail = new Promise((resolve) => (release = resolve));
    await before;
    try {
      return await work();
    } finally {
      release();
    }
  }
}
const mutex = new Mutex();
let balance = 100;
async function withdraw(name, amount) {
  await mutex.run(async () => {
    const seen = balance;
    await sleep(15);
    balance = seen - amount;
    console.log(name, balance);
  });
}
await Promise.all([withdraw('a', 10), withdraw('b', 20), withdraw('c', 30)]);
console.log(balance);
`,
  'cjs/echo-server.js': `const net = require('node:net');
const server = net.createServer((socket) => {
  socket.on('data', (data) => {
    socket.write(\`echo \${data}\`);
  });
  socket.on('end', () => socket.end());
});
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1', () => {
    client.write('one');
  });
  client.once('data', (data) => {
    console.log(String(data));
    client.end();
  });
  client.on('close', () => server.close(() => console.log('server closed')));
});
`,
  'cjs/throws-text.js': `setTimeout(() => {
  console.log('throws a string');
  throw 'just text';
}, 10);
`,
  'esm/date-and-clocks.mjs': `const t = performance.now();
await new Promise((resolve) => setTimeout(resolve, 50));
console.log(performance.now() - t >= 49, process.uptime() > 0, process.hrtime.bigint() > 0n);
performance.mark('a');
await new Promise((resolve) => setTimeout(resolve, 50));
performance.mark('b');
console.log(performance.measure('ab', 'a', 'b').duration >= 49);
console.log(new Date().getFullYear() >= 2024, typeof Date.now());
const { timeOrigin } = performance;
console.log(timeOrigin > 0);
`,
  'esm/pipeline-error.mjs': `import { pipeline, Readable, Transform } from 'node:stream';
const bad = new Transform({
  objectMode: true,
  transform(n, _encoding, done) {
    if (n === 3) done(new Error('three'));
    else done(null, n);
  },
});
pipeline(Readable.from([1, 2, 3, 4]), bad, async (source) => {
  for await (const n of source) console.log(n);
}, (error) => {
  console.log('pipeline', error.message);
  setImmediate(() => console.log('after'));
});
`,
  'esm/keep-alive.mjs': `import http from 'node:http';
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const server = http.createServer((req, res) => {
  console.log('server', req.url);
  setTimeout(() => res.end(req.url), 10);
});
const get = (path) =>
  new Promise((resolve, reject) => {
    http
      .get({ port: server.address().port, host: '127.0.0.1', path, agent }, (res) => {
        const parts = [];
        res.on('data', (part) => parts.push(part));
        res.on('end', () => resolve(Buffer.concat(parts).toString()));
      })
      .on('error', reject);
  });
server.listen(0, '127.0.0.1', async () => {
  console.log(await Promise.all(['/1', '/2', '/3'].map(get)));
  agent.destroy();
  server.close(() => console.log('closed'));
});
`,
};

const inputs: Record<string, string> = {
  'esm/stdin-lines.mjs': `import { createInterface } from 'node:readline';
for await (const line of createInterface({ input: process.stdin })) console.log('line', line);
console.log('end');
`,
  'cjs/stdin.js': `let all = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (text) => (all += text));
process.stdin.on('end', () => {
  console.log('words', all.trim().split(/\\s+/).length);
});
console.log('reads');
`,
  'cjs/stdin-sync.js': `const text = require('node:fs').readFileSync(0, 'utf8');
console.log(text.trim().split('\\n').length, 'lines');
`,
};

export const scripts: Script[] = [
  ...Object.entries(texts).map(([file, text]) => ({ file, text })),
  ...Object.entries(inputs).map(([file, text]) => ({ file, text, input: 'one two\nthree\n' })),
];
