// What people, and their editors, put into the place of an answer to exercise 03. See hostile.test.ts.

/** What it is; the text of the file, or how it is put there; what the coach must say, in any width. */
export type BrokenAnswer = [
  what: string,
  text: string | Buffer | { link: string } | { special: 'folder' | 'pipe' },
  says: RegExp,
];

/** The rest is right, and one function has this body. */
const body = (code: string) =>
  `export async function loadDashboard(): Promise<any> { ${code} }\nexport { loadPage, all } from '../solutions/03-promise-all.ts';\n`;
/** The rest is right, and this runs when the file is loaded. */
const loading = (code: string) => `${code}\nexport * from '../solutions/03-promise-all.ts';\n`;
const place = /exercises\/03-promise-all\.ts:\d+:\d+: /;
const keepsThread = /does not come to an end .*something keeps the thread/;
const runsForever = /it runs forever|runaway/;

const syntax: BrokenAnswer[] = [
  ['a missing bracket', 'export const a = 1;\nexport function loadPage( {\n', place],
  ['a half written file', 'export async function loadPage(api) { const user = awai', place],
  ['an open string', "export const a = 'never closed;\n", place],
  ['an open template', 'export const a = `never closed;\n', place],
  ['an open comment', '/* never closed\n', place],
  ['an open regular expression', 'export const a = /never closed\n', place],
  ['two constants of one name', 'const a = 1;\nconst a = 2;\nexport { a };\n', place],
  ['await where it cannot be', 'export function all() { await null; }\n', place],
  ['return outside a function', 'export const a = 1;\nreturn 3;\n', place],
  ['break outside a loop', 'break;\n', place],
  ['a reserved word as a name', 'export const class = 1;\n', place],
  ['curly quotes', 'export const a = “milk”;\n', place],
  [
    'the fence of a chat',
    '```ts\nexport const a = 1;\n```\n',
    /03-promise-all\.ts:1:1: this is the fence of a Markdown block/,
  ],
  ['Python', 'async def load_page(api):\n    return await api.user()\n', place],
  ['JSON', '{ "name": "milk", "price": 2 }\n', place],
  ['JSX', 'export const a = <p>milk</p>;\n', place],
  ['a constant without a value', 'export const a;\n', place],
  ['an export twice', 'const a = 1;\nexport { a };\nexport { a };\n', place],
  ['a private name of nobody', 'export const a = (b: any) => b.#c;\n', place],
  [
    'a merge conflict',
    'export const a = 1;\n<<<<<<< HEAD\nexport const b = 1;\n=======\nexport const b = 2;\n>>>>>>> theirs\n',
    /03-promise-all\.ts:2:1: this is the mark of a merge conflict/,
  ],
];

const files: BrokenAnswer[] = [
  ['an empty file', '', /is empty\. npm start reset 3/],
  ['nothing but spaces', ' \n\t\n', /is empty/],
  ['nothing but a byte order mark', '\uFEFF', /is empty/],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x01]), place],
  ['UTF-16', Buffer.from('export const a = 1;\n', 'utf16le'), place],
  ['null bytes', Buffer.alloc(1000), place],
  ['control characters', 'export const a = 1;\u0007\u001b[2J\n', place],
  ['five megabytes', Buffer.alloc(5e6, '// milk\n'), /something of 5 MB where a file should be/],
  ['a folder', { special: 'folder' }, /There is a folder where a file should be: exercises\/03/],
  ['a pipe', { special: 'pipe' }, /There is a pipe where a file should be/],
  ['a device without end', { link: '/dev/zero' }, /There is a device where a file should be/],
  ['a terminal', { link: '/dev/tty' }, /There is a device where a file should be|is not there/],
  ['a link to nothing', { link: 'nowhere.ts' }, /is not there/],
  ['a link to itself', { link: '03-promise-all.ts' }, /is a link that leads back to itself/],
];

const loads: BrokenAnswer[] = [
  [
    'a file that is not there',
    loading("import './nope.ts';"),
    /imports exercises\/nope\.ts, and that is not there/,
  ],
  ['a package that is not there', loading("import 'left-pad';"), /imports left-pad, and that is not there/],
  [
    'a name that is not there',
    loading("import { nothing } from '#workshop';\nconsole.log(nothing);"),
    /#workshop exports no "nothing"/,
  ],
  ['a folder to import', loading("import '../steps';"), /folder where a file should be|that is not there/],
  [
    'a name before its declaration',
    loading('console.log(milk);\nconst milk = 1;'),
    /:1:13: ReferenceError: Cannot access 'milk'/,
  ],
  [
    'a property of nothing',
    loading('const api: any = undefined;\napi.user();'),
    /:2:5: TypeError: Cannot read properties of undefined/,
  ],
  [
    'a class that extends nothing',
    loading('const a: any = undefined;\nclass B extends a {}\nconsole.log(B);'),
    /TypeError: Class extends value undefined/,
  ],
  [
    'a stack overflow while loading',
    loading('const f = (): number => f() + 1;\nf();'),
    /RangeError: Maximum call stack size exceeded/,
  ],
  ['a throw while loading', loading("throw new Error('early');"), /:1:7: Error: early/],
  ['a throw of nothing while loading', loading('throw undefined;'), /undefined was thrown\. Throw an Error/],
  ['a throw of null while loading', loading('throw null;'), /null was thrown\. Throw an Error/],
  [
    'a throw of a proxy',
    loading('throw new Proxy({}, { get() { throw 1; }, getPrototypeOf() { throw 2; } });'),
    /was thrown\. Throw an Error/,
  ],
  [
    'an error with an object for a message',
    loading('throw Object.assign(new Error(), { message: { milk: 2 } });'),
    /Error: \{ milk: 2 \}/,
  ],
  [
    'an error that cannot be read',
    loading("throw Object.defineProperty(new Error(), 'message', { get() { throw new Error('no'); } });"),
    /Error: \(it cannot be read\)/,
  ],
  [
    'an error with a number for a stack',
    loading("throw Object.assign(new Error('milk'), { stack: 3, name: 7 });"),
    /7: milk/,
  ],
  [
    'a rejection that nothing handles, while loading',
    loading("void Promise.reject(new Error('lost'));"),
    /Error: lost\. Nothing handled this rejection/,
  ],
  [
    'a rejection with nothing',
    loading('void Promise.reject();'),
    /undefined was thrown.* Nothing handled this rejection/,
  ],
  ['an await without an end', 'await new Promise(() => {});', /does not finish loading/],
  ['a loop without an end while loading', 'for (;;);', /does not finish loading: something keeps the thread/],
  [
    'a message without an end to itself',
    loading("for (;;) await import('./03-promise-all.ts');"),
    /does not finish loading/,
  ],
];

const exported: BrokenAnswer[] = [
  [
    'no export at all',
    'const a = 1;\nconsole.log(a);\n',
    /must export the function loadDashboard\. .* It exports nothing/,
  ],
  [
    'a renamed export',
    'export function loadDashbord() {}\n',
    /There is no "loadDashboard"\. It exports loadDashbord/,
  ],
  [
    'only a default export',
    'export default function loadDashboard() {}\n',
    /There is no "loadDashboard"\. It exports default/,
  ],
  [
    'an export that is no function',
    'export const loadDashboard = 3;\n',
    /"loadDashboard" is number, not a function/,
  ],
  [
    'a class where a function should be',
    'export class loadDashboard {}\n',
    /TypeError|cannot be invoked without 'new'/,
  ],
];

const runs: BrokenAnswer[] = [
  ['a throw of text', body("throw 'oh no';"), /oh no/],
  ['a throw of nothing', body('throw undefined;'), /undefined/],
  [
    'an error with an object for a message, later',
    body('throw Object.assign(new Error(), { message: { milk: 2 } });'),
    /FAIL loadDashboard/,
  ],
  ['a stack overflow', body('const f = (): number => f() + 1; f();'), /Maximum call stack size exceeded/],
  ['a name of nothing', body('return milk;'), /milk is not defined/],
  [
    'a rejection that nothing handles',
    body("void Promise.reject(new Error('lost'));"),
    /Nothing handled a rejection: Error "lost"/,
  ],
  [
    'a throw in a timer',
    body("setTimeout(() => { throw new Error('late'); }, 1); await new Promise((r) => setTimeout(r, 5));"),
    /late/,
  ],
  [
    'a result that cannot be looked at',
    body("return new Proxy({}, { get() { throw new Error('hands off'); } });"),
    /FAIL loadDashboard|hands off/,
  ],
  ['a result with itself inside', body('const a: any = {}; a.a = a; return a;'), /FAIL loadDashboard/],
  ['a result that never settles', body('return { then() {} };'), /Nothing is left to run|deadlock/],
  ['a result of ten megabytes', body("return 'milk'.repeat(2.5e6);"), /FAIL loadDashboard/],
  [
    'a generator',
    `export async function* loadDashboard() { yield 1; }\n${loading('')}`,
    /FAIL loadDashboard|exports/,
  ],
  ['a program that never ends', body('await new Promise(() => {});'), /Nothing is left to run/],
  ['a wrong type', body("const x: number = 'text'; return x;"), /FAIL loadDashboard/],
];

const ends: BrokenAnswer[] = [
  ['process.exit', body('process.exit(0);'), /03-promise-all\.ts:1:\d+: process\.exit\(0\) was called/],
  ['process.exit while loading', loading('process.exit();'), /process\.exit\(\) was called/],
  ['process.abort', body('process.abort();'), /The process that ran it ended/],
  [
    'process.reallyExit',
    body('(process as any).reallyExit(3);'),
    /The process that ran it ended \(status 3\)/,
  ],
  [
    'a signal to itself',
    body("process.kill(process.pid, 'SIGKILL');"),
    /The process that ran it ended \(SIGKILL\)/,
  ],
  ['null over the channel', body('(process as any).send(null);'), /process\.send is not a function/],
  [
    'null over the channel, by force',
    body('(process as any)._send(null); (process as any)._send({});'),
    /FAIL loadDashboard/,
  ],
  ['disconnect', body('(process as any).disconnect();'), /process\.disconnect is not a function/],
  [
    'all listeners removed',
    body("process.removeAllListeners(); void Promise.reject(new Error('lost'));"),
    /lost/,
  ],
];

const endless: BrokenAnswer[] = [
  ['a loop without an end', body('for (;;);'), keepsThread],
  ['microtasks without an end', body('for (;;) await null;'), keepsThread],
  ['ticks without an end', body('const f = () => process.nextTick(f); f(); await null;'), keepsThread],
  ['immediates without an end', body('for (;;) await new Promise((r) => setImmediate(r));'), runsForever],
  ['timers without an end', body('for (;;) await new Promise((r) => setTimeout(r, 1));'), runsForever],
  [
    'an interval that is never cleared',
    body('await new Promise(() => setInterval(() => {}, 1));'),
    runsForever,
  ],
  ['a regular expression that backtracks', body("return /^(a+)+$/.test('a'.repeat(40) + 'b');"), keepsThread],
  ['a sleeping thread', body('Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);'), keepsThread],
  [
    'an iterator without an end',
    body('return [...(function* () { for (;;) yield 1; })()];'),
    /used up all its memory|Invalid array length|does not come to an end/,
  ],
  [
    'a clock that is watched',
    body('while (Date.now() < Infinity);'),
    /looked at the clock|does not come to an end/,
  ],
];

const greedy: BrokenAnswer[] = [
  [
    'a list that grows forever',
    body('const a: unknown[] = []; for (;;) a.push(new Array(1e6).fill({}));'),
    /used up all its memory|does not come to an end/,
  ],
  [
    'buffers that grow forever',
    body('const a: unknown[] = []; for (;;) a.push(Buffer.alloc(1e8, 1));'),
    /used up all its memory|does not come to an end/,
  ],
  ['a text that is too long', body("return 'milk'.repeat(2 ** 29);"), /Invalid string length/],
  ['a list that is too long', body('return new Array(-1);'), /Invalid array length/],
  [
    'lines of output without number',
    loading("for (let i = 0; i < 2e5; i += 1) console.log('line', i);"),
    /Your code printed: line 0 .* 199995 more/,
  ],
  [
    'a line of output without an end',
    loading("process.stdout.write('milk'.repeat(5e6));"),
    /Your code printed: milkmilk/,
  ],
  [
    'output past the stream',
    loading("import { writeSync } from 'node:fs'; writeSync(1, 'milk'); writeSync(2, 'x'.repeat(1e5));"),
    /claims hold/,
  ],
  [
    'lines in the transcript without number',
    `import { log } from '#workshop';\n${body("for (let i = 0; i < 2e5; i += 1) log('x', 'line ' + i);")}`,
    /what happened .* more/,
  ],
  [
    'a bell and a cleared screen in the transcript',
    `import { log } from '#workshop';\n${body("log('x', '\\u0007\\u001b[2J milk');")}`,
    /milk/,
  ],
  [
    'a line of a megabyte in the transcript',
    `import { log } from '#workshop';\n${body("log('milk'.repeat(2.5e5));")}`,
    /milkmilk/,
  ],
];

const replaced = (what: string, code: string, name: RegExp): BrokenAnswer => [
  `another ${what}`,
  loading(code),
  name,
];
const names = /replaces [\w.]+, which all other code uses too/;
const globals: BrokenAnswer[] = [
  replaced(
    'Array.prototype.map',
    'Array.prototype.map = (() => { throw new Error("mine"); }) as any;',
    names,
  ),
  replaced('Array.prototype.push', '(Array.prototype as any).push = null;', names),
  replaced('Promise', '(globalThis as any).Promise = class {};', names),
  replaced(
    'Promise.prototype.then',
    '(Promise.prototype as any).then = () => {};',
    /replaces Promise\.prototype\.then|does not finish loading/,
  ),
  replaced('setTimeout', '(globalThis as any).setTimeout = () => 0;', names),
  replaced('Date.now', 'Date.now = () => 0;', names),
  replaced('JSON.stringify', '(JSON as any).stringify = () => "{}";', names),
  replaced('Map.prototype.get', '(Map.prototype as any).get = () => 3;', names),
  replaced('String.prototype.split', '(String.prototype as any).split = null;', names),
  replaced('Object.keys', '(Object as any).keys = () => [];', names),
  replaced('Math.max', 'Math.max = () => 3;', names),
  ['no queueMicrotask', loading('delete (globalThis as any).queueMicrotask;'), names],
  ['another Promise, later', body('(globalThis as any).Promise = null;'), names],
  [
    'an Error.prepareStackTrace that throws',
    loading('Error.prepareStackTrace = () => { throw new Error("mine"); };'),
    /replaces Error\.prepareStackTrace|claims hold|mine/,
  ],
  ['no stacks', loading('Error.stackTraceLimit = 0;\nthrow new Error("milk");'), /milk|replaces/],
  ['console without a log', loading('(console as any).log = null;'), /claims hold/],
];

const companions: BrokenAnswer[] = [
  [
    'a process of its own that stays',
    loading(
      "import { spawn } from 'node:child_process'; spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)', process.cwd()], { detached: true, stdio: 'ignore' }).unref();",
    ),
    /claims hold/,
  ],
  [
    'a thread that never ends',
    loading("import { Worker } from 'node:worker_threads'; new Worker('for (;;);', { eval: true });"),
    /claims hold/,
  ],
  ['a server', loading("import { createServer } from 'node:net'; createServer().listen(0);"), /claims hold/],
  ['an interval that stays', loading('setInterval(() => {}, 10);'), /claims hold/],
];

export const brokenAnswers: BrokenAnswer[] = [
  ...syntax,
  ...files,
  ...loads,
  ...exported,
  ...runs,
  ...ends,
  ...endless,
  ...greedy,
  ...globals,
  ...companions,
];
