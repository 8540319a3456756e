import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Verdict } from '../../../workshop/coach/verdict.ts';
import { Scratch } from '../scratch.ts';

// Whatever a learner does, the coach answers: one clear explanation, the right status, nothing left behind.

const exercise = 'exercises/03-promise-all.ts';
const good = (body: string) => `${body}\nexport { loadPage } from '../solutions/03-promise-all.ts';\n`;
const withLoadPage = (body: string) =>
  `export async function loadPage() { ${body} }\nexport { all } from '../solutions/03-promise-all.ts';\n`;

// [what, the exercise file, what the explanation must say]
const answers: [string, string | Buffer, RegExp][] = [
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
    'an import of a file that is not there',
    good("import './nope.ts';"),
    /exercises\/03-promise-all\.ts imports exercises\/nope\.ts, and that is not there/,
  ],
  [
    'an import of a name that is not there',
    good("import { nothing } from '#workshop';\nconsole.log(nothing);"),
    /#workshop exports no "nothing"/,
  ],
  [
    'a throw while loading',
    good("export const all = 1;\nthrow new Error('early');"),
    /exercises\/03-promise-all\.ts:2:\d+: Error: early/,
  ],
  [
    'a throw of something that is no error',
    withLoadPage("throw 'oh no';"),
    /it failed with "oh no"|failed.*oh no/,
  ],
  [
    'a rejection that nobody handles',
    withLoadPage("void Promise.reject(new Error('lost'));"),
    /An error was left to nobody: Error "lost"/,
  ],
  [
    'a rejection that nobody handles, while loading',
    `${withLoadPage('')}void Promise.reject(new Error('lost'));`,
    /Error: lost\. No promise handler ever saw/,
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
    /loadPage does not come to an end .* it goes on for ever|Likely cause: runaway/,
  ],
  [
    'an interval that nobody clears',
    withLoadPage('await new Promise(() => setInterval(() => {}, 1));'),
    /it goes on for ever|runaway/,
  ],
  [
    'a program that never ends',
    withLoadPage('await new Promise(() => {});'),
    /It never ended: nothing was left to run[^]*Likely cause: deadlock/,
  ],
  ['a top-level await that never ends', 'await new Promise(() => {});', /does not finish loading/],
  [
    'a million lines of output',
    `${good('export const all = 1;')}for (let i = 0; i < 1e6; i += 1) console.log('line', i);`,
    /Your code printed: line 0 .* 999995 more/,
  ],
  [
    'a million lines in the transcript',
    `import { log } from '#workshop';\n${withLoadPage("for (let i = 0; i < 1e6; i += 1) log('x', 'line ' + i);")}`,
    /what happened .* more/,
  ],
  [
    'a list that grows for ever',
    withLoadPage('const all: unknown[] = []; for (;;) all.push(new Array(1e6).fill({}));'),
    /used up all its memory|does not come to an end/,
  ],
  [
    'a wrong type',
    withLoadPage('const x: number = "text"; return x;'),
    /loadPage[^]*returned "text"|FAIL loadPage/,
  ],
  [
    'a half written file',
    Buffer.from('export async function loadPage(api) { const user = awai'),
    /exercises\/03-promise-all\.ts:1:\d+/,
  ],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x01]), /exercises\/03-promise-all\.ts/],
];

/**
 * Those that would never end are not waited for as long as a slow but honest answer is. Where the loop runs while the
 * file is loaded, the time to compile it counts too, and on a busy machine that is some of it.
 */
const endless = /endless|never ends|interval|grows for ever/;
const patienceFor = (what: string) =>
  !endless.test(what) ? 10_000 : /while loading/.test(what) ? 2000 : 800;

// Each answer needs a copy of its own while it is checked; a few copies work at the same time.
const scratches: Scratch[] = [];
beforeAll(() => {
  for (let i = 0; i < 3; i += 1) scratches.push(new Scratch());
});
afterAll(() => {
  for (const scratch of scratches) scratch.remove();
});

describe('one clear explanation within its time is the answer to', { timeout: 60_000 }, () => {
  const said = new Map<string, string>();
  beforeAll(async () => {
    const shares = scratches.map((_, place) => answers.filter((__, i) => i % scratches.length === place));
    const lines = scratches.map(async (scratch, place) => {
      const input = shares[place]!.map(([what, text]) => {
        const base64 = Buffer.from(text).toString('base64');
        return `${JSON.stringify({ what, base64, patience: patienceFor(what) })}\n`;
      });
      const { out, err } = await scratch.node(['test/examine-answers.ts'], input.join(''));
      expect(err).toBe('');
      return out.trim().split('\n');
    });
    for (const line of (await Promise.all(lines)).flat()) {
      const { what, passed, text } = JSON.parse(line) as { what: string; passed: boolean; text: string };
      said.set(what, `${passed ? 'PASSED ' : ''}${text}`);
    }
  }, 60_000);

  for (const [what, , says] of answers) {
    test(what, () => {
      const text = said.get(what) ?? '';
      expect(text.replace(/\s+/g, ' ')).toMatch(says);
      expect(text).not.toMatch(/^PASSED|\n\s+at /);
    });
  }
});

describe('it takes as they come', { timeout: 60_000 }, () => {
  test('Windows line ends and a byte order mark', async () => {
    const [scratch] = scratches as [Scratch];
    const text = scratch.read('solutions/03-promise-all.ts');
    scratch.write(exercise, `\uFEFF${text.replaceAll('\n', '\r\n')}`);
    const { status, out } = await scratch.start(['check', '3']);
    expect({ status, out }).toMatchObject({
      status: 0,
      out: expect.stringContaining('all 6 claims hold') as string,
    });
  });

  test('a deleted file, which reset brings back', async () => {
    const scratch = new Scratch();
    const { rmSync } = await import('node:fs');
    rmSync(scratch.path(exercise));
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
    scratch.remove();
  });

  test('a folder where the file should be', async () => {
    const scratch = new Scratch();
    const { mkdirSync, rmSync } = await import('node:fs');
    rmSync(scratch.path(exercise));
    mkdirSync(scratch.path(exercise));
    const { status, out } = await scratch.start(['check', '3']);
    expect({ status, out }).toMatchObject({
      status: 1,
      out: expect.stringContaining('a folder where a file should be') as string,
    });
    scratch.remove();
  });

  test('a place where progress cannot be written: it says so once and checks all the same', async () => {
    const scratch = new Scratch();
    scratch.write('.workshop', 'a file where the folder should be');
    scratch.write(exercise, scratch.read('solutions/03-promise-all.ts'));
    const { status, out, err } = await scratch.start(['check', '3']);
    expect({ status, out }).toMatchObject({
      status: 0,
      out: expect.stringContaining('all 6 claims hold') as string,
    });
    expect(err.match(/progress/g)).toHaveLength(1);
    scratch.remove();
  });

  test('as json the same verdict is data', async () => {
    const [, scratch] = scratches as [Scratch, Scratch];
    scratch.write(exercise, scratch.read('test/untouched/03-promise-all.ts'));
    const { status, out } = await scratch.start(['check', '3', '--json']);
    const verdict = JSON.parse(out) as Verdict;
    expect(status).toBe(1);
    expect(verdict.claims[0]).toMatchObject({
      about: 'loadPage',
      holds: false,
      diagnosis: { id: 'sequential' },
    });
  });
});
