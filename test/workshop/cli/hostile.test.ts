import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Verdict } from '../../../workshop/coach/verdict.ts';
import type { Asked, Said } from '../coach/examine-answers.ts';
import { Scratch } from '../scratch.ts';

// Whatever a learner does, the coach answers: one clear explanation, the right status, nothing left behind.

const exercise = 'exercises/03-promise-all.ts';
// [what, the exercise file, what the explanation must say]
type Answers = [string, string | Buffer, RegExp][];

const good = (body: string) => `${body}\nexport { loadPage } from '../solutions/03-promise-all.ts';\n`;
const withLoadPage = (body: string) =>
  `export async function loadPage() { ${body} }\nexport { all } from '../solutions/03-promise-all.ts';\n`;

const answers: Answers = [
  [
    'a syntax error',
    'export const a = 1;\nexport function loadPage( {\n',
    /exercises\/03-promise-all\.ts:3:0: Unexpected end of file|exercises\/03-promise-all\.ts:\d+:\d+: /,
  ],
  ['an empty file', '', /is empty\. npm start reset 3/],
  [
    'a renamed export',
    good('export const al = 1;'),
    /must export the function all\. There is no "all"\. It exports al, loadPage/,
  ],
  ['an export that is no function', good('export const all = 3;'), /"all" is number, not a function/],
  [
    'a throw of something that is no error',
    withLoadPage("throw 'oh no';"),
    /it failed with "oh no"|failed.*oh no/,
  ],
  [
    'a rejection that nobody handles',
    withLoadPage("void Promise.reject(new Error('lost'));"),
    /Nothing handled a rejection: Error "lost"/,
  ],
  [
    'a rejection that nobody handles, while loading',
    `${withLoadPage('')}void Promise.reject(new Error('lost'));`,
    /Error: lost\. Nothing handled this rejection/,
  ],
  [
    'process.exit',
    withLoadPage('process.exit(0);'),
    /exercises\/03-promise-all\.ts:1:\d+: process\.exit\(0\) was called/,
  ],
  ['process.exit while loading', 'process.exit();', /process\.exit\(\) was called/],
  [
    'process.abort',
    withLoadPage('process.abort();'),
    /The process that ran it ended \((SIGABRT|status 134)\)|ended/,
  ],
  [
    'an endless synchronous loop',
    withLoadPage('for (;;);'),
    /loadPage does not come to an end .* something keeps the thread/,
  ],
  ['an endless loop while loading', 'for (;;);', /does not finish loading: something keeps the thread/],
  [
    'endless microtasks',
    withLoadPage('for (;;) await null;'),
    /loadPage does not come to an end .* something keeps the thread/,
  ],
  [
    'endless timers',
    withLoadPage('for (;;) await new Promise((resolve) => setTimeout(resolve, 1));'),
    /loadPage does not come to an end .* it runs forever|Likely cause: runaway/,
  ],
  [
    'an interval that nobody clears',
    withLoadPage('await new Promise(() => setInterval(() => {}, 1));'),
    /it runs forever|runaway/,
  ],
  [
    'a program that never ends',
    withLoadPage('await new Promise(() => {});'),
    /It never ended: nothing was left to run[^]*Likely cause: deadlock/,
  ],
  ['a top-level await that never ends', 'await new Promise(() => {});', /does not finish loading/],
  [
    'lines of output without number',
    `${good('export const all = 1;')}for (let i = 0; i < 2e5; i += 1) console.log('line', i);`,
    /Your code printed: line 0 .* 199995 more/,
  ],
  [
    'lines in the transcript without number',
    `import { log } from '#workshop';\n${withLoadPage("for (let i = 0; i < 2e5; i += 1) log('x', 'line ' + i);")}`,
    /what happened .* more/,
  ],
  [
    'a list that grows forever',
    withLoadPage('const all: unknown[] = []; for (;;) all.push(new Array(1e6).fill({}));'),
    /used up all its memory|does not come to an end/,
  ],
  [
    'a wrong type',
    withLoadPage('const x: number = "text"; return x;'),
    /loadPage[^]*returned "text"|FAIL loadPage/,
  ],
];

// The same for answers of which nothing but the import can be reached.
const failToLoad: Answers = [
  [
    'an import of a file that is not there',
    good("import './nope.ts';"),
    /exercises\/03-\S+\.ts imports exercises\/nope\.ts, and that is not there/,
  ],
  [
    'an import of a name that is not there',
    good("import { nothing } from '#workshop';\nconsole.log(nothing);"),
    /#workshop exports no "nothing"/,
  ],
  [
    'a throw while loading',
    good("export const all = 1;\nthrow new Error('early');"),
    /exercises\/03-\S+\.ts:2:\d+: Error: early/,
  ],
  [
    'a half written file',
    Buffer.from('export async function loadPage(api) { const user = awai'),
    /exercises\/03-\S+\.ts:1:\d+/,
  ],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x01]), /exercises\/03-\S+\.ts/],
];

/**
 * Those that would never end are not waited for as long as a slow but honest answer is. Where the loop runs while the
 * file is loaded, the time to compile it counts too, and on a busy machine that is some of it.
 */
const endless = /endless|never ends|interval|grows forever/;
const patienceFor = (what: string) =>
  !endless.test(what) ? 10_000 : /while loading/.test(what) ? 1500 : 800;

// Each answer needs a copy of its own while it is checked; two copies work at the same time.
const scratches: Scratch[] = [];
beforeAll(() => {
  for (let i = 0; i < 2; i += 1) scratches.push(new Scratch());
});
afterAll(() => {
  for (const scratch of scratches) scratch.remove();
});

describe('one clear explanation within its time is the answer to', { timeout: 60_000 }, () => {
  const said = new Map<string, Said>();
  beforeAll(async () => {
    const windows = scratches[0]!.read('solutions/03-promise-all.ts').replaceAll('\n', '\r\n');
    const asked = [
      ...failToLoad.map(([what, text]) => ask(what, text, { how: 'load' })),
      ask('a folder where the file should be', '', { how: 'folder' }),
      ask('Windows line ends and a byte order mark', `\uFEFF${windows}`),
      ...answers.map(([what, text]) => ask(what, text)),
    ];
    const shares = scratches.map(async (scratch, place) => {
      const input = asked.filter((_, i) => i % scratches.length === place);
      const { out, err } = await scratch.node(['test/examine-answers.ts'], input.join(''));
      expect(err).toBe('');
      return out.trim().split('\n');
    });
    for (const line of (await Promise.all(shares)).flat()) {
      const answer = JSON.parse(line) as Said;
      said.set(answer.what, answer);
    }
  }, 60_000);

  for (const [what, , says] of [...answers, ...failToLoad]) {
    test(what, () => {
      const { passed, text = '' } = said.get(what) ?? {};
      expect(text.replace(/\s+/g, ' ')).toMatch(says);
      expect(text).not.toMatch(/\n\s+at /);
      expect(passed).toBe(false);
    });
  }

  test('a folder where the file should be', () => {
    expect(said.get('a folder where the file should be')?.text).toContain('a folder where a file should be');
  });

  test('Windows line ends and a byte order mark: they are no fault', () => {
    expect(said.get('Windows line ends and a byte order mark')).toMatchObject({
      passed: true,
      text: expect.stringContaining('all 6 claims hold') as string,
    });
  });
});

function ask(what: string, text: string | Buffer, more: Pick<Asked, 'how'> = {}): string {
  const base64 = Buffer.from(text).toString('base64');
  return `${JSON.stringify({ what, base64, patience: patienceFor(what), ...more } satisfies Asked)}\n`;
}

describe('npm start check and reset, as processes, take as it comes', { timeout: 60_000 }, () => {
  test('a deleted file, which reset brings back', async () => {
    const [scratch] = scratches as [Scratch];
    rmSync(scratch.path(exercise), { recursive: true });
    const check = await scratch.start(['check', '3']);
    expect(check).toMatchObject({
      status: 1,
      out: expect.stringMatching(/is not there\.\s+npm start\s+reset 3/) as string,
    });
    const reset = await scratch.start(['reset', '3']);
    expect(reset).toMatchObject({
      status: 0,
      out: expect.stringContaining('nothing of yours to keep') as string,
    });
    expect(scratch.read(exercise)).toBe(scratch.read('test/untouched/03-promise-all.ts'));
  });

  test('a place where progress cannot be written: it says so once, and checks all the same, here as json', async () => {
    const [, scratch] = scratches as [Scratch, Scratch];
    rmSync(scratch.path('.workshop'), { recursive: true, force: true });
    scratch.write('.workshop', 'a file where the folder should be');
    rmSync(scratch.path(exercise), { recursive: true });
    scratch.write(exercise, scratch.read('test/untouched/03-promise-all.ts'));
    const { status, out, err } = await scratch.start(['check', '3', '--json']);
    expect(status).toBe(1);
    expect((JSON.parse(out) as Verdict).claims[0]).toMatchObject({
      about: 'loadPage',
      holds: false,
      diagnosis: { id: 'sequential' },
    });
    expect(err.match(/progress/g)).toHaveLength(1);
  });
});
