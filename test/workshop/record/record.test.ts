import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { loopMarkdown, loopTable } from '../../../workshop/draw/loop-table.ts';
import { recordRun, recordRuns, type Recording } from '../../../workshop/record/record-runs.ts';
import { withUpperDrive } from '../../../workshop/record/stack.ts';

// Each process takes half a second of work: programs share one where they can.
const program = (name: string) => fileURLToPath(new URL(`../programs/${name}.ts`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'loop ü #1 '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const script = (name: string, text: string) => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};
const raw = join(folder, 'raw script.mts');
copyFileSync(program('raw-script'), raw);

const [tasks, again, swapped, recording] = (await recordRuns([
  { file: program('scheduled-tasks'), args: [] },
  { file: program('scheduled-tasks'), args: [] },
  { file: program('scheduled-tasks'), args: ['2', '1'] },
  { file: raw, args: [] },
])) as [Recording, Recording, Recording, Recording];
const rows = (from: Recording) => loopMarkdown(from).split('\n').slice(2);

test('two tasks of 1 s and 2 s are T0 to T6, as the lesson tells them', () => {
  expect(rows(tasks)).toEqual([
    '| T0 | 0.0s | main starts in line 9 and waits in line 14 | done scheduling tasks. | order milk, order bread | – |',
    '| T1 | 0.0s | order milk starts worker in line 3 and waits in line 5 | started | order bread | order milk until 1.0s |',
    '| T2 | 0.0s | order bread starts worker in line 3 and waits in line 5 | started | – | order milk until 1.0s, order bread until 2.0s |',
    '| T3 | 1.0s | order milk resumes in worker after `await sleep(ms)` in line 5 and ends | done | main | order bread until 2.0s |',
    '| T4 | 1.0s | main resumes after `await milk` in line 14 and waits in line 15 | – | – | order bread until 2.0s |',
    '| T5 | 2.0s | order bread resumes in worker after `await sleep(ms)` in line 5 and ends | done | main | – |',
    '| T6 | 2.0s | main resumes after `await bread` in line 15 and ends | all done | – | – |',
  ]);
});

test('with the first task twice as long, main finds the second one done and does not wait for it', () => {
  expect(swapped.steps.map(({ at, who }) => [at, who]).slice(3)).toEqual([
    [1000, 'order bread'],
    [2000, 'order milk'],
    [2000, 'main'],
    [2000, 'main'],
  ]);
});

test('two recordings of one program are the same', () => {
  expect(again).toEqual(tasks);
});

describe('a script that knows nothing of the workshop', () => {
  test('prints the same lines in the same order as under plain Node, and takes 0.7 s', async () => {
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const plainly = () => execFileSync(process.execPath, ['--import', tsx, raw], { encoding: 'utf8' });
    const recorded = recording.run.lines.map(({ text }) => text);
    // Its timers are 50 ms apart. A run in which a busy machine lets that pass between two of its lines says nothing.
    await vi.waitFor(() => expect(recorded).toEqual(plainly().trimEnd().split('\n')), { timeout: 50_000 });
    expect(recording.run.elapsed).toBe(700);
  });

  test('has its functions as lanes, numbered where two are under way', () => {
    expect(recording.run.lines.map(({ at, lane, text }) => [at, lane, text])).toEqual([
      [0, 'fetchUser 1', 'ann asked'],
      [0, 'fetchUser 2', 'bob asked'],
      [200, 'fetchUser 2', 'bob here'],
      [250, 'callback (line 18)', 'a timer'],
      [300, 'fetchUser 1', 'ann here'],
      [300, 'top level', 'ann,bob'],
      [500, 'top level', 'order 0'],
      [700, 'top level', 'order 1'],
      // At the top level of a module microtasks come first: it runs inside one itself.
      [700, 'callback (line 22)', 'microtask'],
      [700, 'callback (line 23)', 'tick'],
    ]);
  });

  test('has them in the columns of the table, and its generator sleeps until 0.5 s, then until 0.7 s', () => {
    expect(rows(recording)).toEqual([
      '| T0 | 0.0s | top level starts in line 1 and waits in line 19 | fetchUser 1: ann asked<br>fetchUser 2: bob asked | – | – | fetchUser 2 until 0.2s, callback (line 18) until 0.25s, fetchUser 1 until 0.3s |',
      '| T1 | 0.2s | fetchUser 2 resumes after `await new Promise(…)` in line 13 and ends | bob here | – | – | callback (line 18) until 0.25s, fetchUser 1 until 0.3s |',
      '| T2 | 0.25s | callback (line 18) starts | a timer | – | – | fetchUser 1 until 0.3s |',
      '| T3 | 0.3s | fetchUser 1 resumes after `await new Promise(…)` in line 13 and ends | ann here | – | top level | – |',
      '| T4 | 0.3s | top level resumes after `await Promise.all(…)` in line 19 and waits in line 21 | ann,bob | – | – | orders until 0.5s |',
      '| T5 | 0.5s | orders resumes after `await sleep(200)` in line 6 and waits in line 7 | – | – | top level | – |',
      '| T6 | 0.5s | top level resumes after `for await (…)` in line 21 and waits in line 21 | order 0 | – | – | orders until 0.7s |',
      '| T7 | 0.7s | orders resumes after `await sleep(200)` in line 6 and waits in line 7 | – | – | top level | – |',
      '| T8 | 0.7s | top level resumes after `for await (…)` in line 21 and waits in line 21 | order 1 | – | top level | – |',
      '| T9 | 0.7s | top level resumes after `for await (…)` in line 21 | – | callback (line 23) | callback (line 22) | – |',
      '| T10 | 0.7s | callback (line 22) starts | microtask | callback (line 23) | – | – |',
      '| T11 | 0.7s | callback (line 23) starts | tick | – | – | – |',
    ]);
  });
});

test('calls of one name are told apart: generators, one inside the other, and those that never wait', async () => {
  const text = `const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    async function* numbers() { yield 1; }
    async function show(name) { for await (const n of numbers()) console.log(name, n); }
    async function down(n) { console.log('down', n); if (n > 0) { await wait(10).then(() => {}); await down(n - 1); } }
    class Shop { async open() { await null; console.log('open'); } }
    setTimeout(() => void new Shop().open(), 50);
    await Promise.all([show('a'), show('b'), down(1)]);
    wait(100).then(function last() { console.log('last'); });`;
  expect(rows(await recordRun(script('j.mjs', text)))).toEqual([
    '| T0 | 0.0s | top level starts in line 1 and waits in line 7 | down 1: down 1 | show 1, show 2 | down 1 until 0.01s, Shop.open until 0.05s |',
    '| T1 | 0.0s | show 1 resumes after `for await (…)` in line 3 and waits in line 3 | a 1 | show 2, show 1 | down 1 until 0.01s, Shop.open until 0.05s |',
    '| T2 | 0.0s | show 2 resumes after `for await (…)` in line 3 and waits in line 3 | b 1 | show 1, show 2 | down 1 until 0.01s, Shop.open until 0.05s |',
    '| T3 | 0.0s | show 1 resumes after `for await (…)` in line 3 and ends | – | show 2 | down 1 until 0.01s, Shop.open until 0.05s |',
    '| T4 | 0.0s | show 2 resumes after `for await (…)` in line 3 and ends | – | – | down 1 until 0.01s, Shop.open until 0.05s |',
    '| T5 | 0.01s | down 1 resumes after `await wait(…)` in line 4 and waits in line 4 | down 2: down 0 | down 1 | Shop.open until 0.05s |',
    '| T6 | 0.01s | down 1 resumes after `await down(n - 1)` in line 4 and ends | – | top level | Shop.open until 0.05s |',
    '| T7 | 0.01s | top level resumes after `await Promise.all(…)` in line 7 | – | – | Shop.open until 0.05s, last until 0.11s |',
    '| T8 | 0.05s | Shop.open starts in line 5 and waits in line 5 | – | Shop.open | last until 0.11s |',
    '| T9 | 0.05s | Shop.open resumes after `await null` in line 5 and ends | open | – | last until 0.11s |',
    '| T10 | 0.11s | last starts in line 8 | last | – | – |',
  ]);
});

test('a CommonJS script, one that fails and one that exits are recorded up to there', async () => {
  const common = await recordRun(script('a.cjs', "setTimeout(() => console.log('late'), 500)"));
  expect(common.run).toMatchObject({
    elapsed: 500,
    lines: [{ at: 500, text: 'late' }],
    outcome: { kind: 'finished' },
  });
  const failed = await recordRun(
    script('b.mjs', "console.log('one'); setTimeout(() => { throw new Error('bad') }, 100)"),
  );
  expect(failed.run).toMatchObject({
    elapsed: 100,
    outcome: { kind: 'failed', error: expect.stringContaining('bad') },
  });
  const exited = await recordRun(
    script('c.mjs', "setTimeout(() => { console.log('bye'); process.exit(3) }, 100)"),
  );
  expect(exited.run).toMatchObject({ elapsed: 100, lines: [{ at: 100, text: 'bye' }] });
});

test('a script that reads a file goes on when it has it', async () => {
  const text = `import { readFile } from 'node:fs/promises';
    const { length } = await readFile(new URL(import.meta.url), 'utf8');
    setTimeout(() => console.log(length), 100);`;
  const { run } = await recordRun(script('h.mjs', text));
  expect(run.lines).toEqual([{ at: 100, lane: 'callback (line 3)', text: String(text.length) }]);
});

test('a timer and an immediate race in the main part, and not after a file was read, though something was printed', async () => {
  const both = `setTimeout(() => console.log('timer'), 0);
    setImmediate(() => console.log('immediate'));`;
  const text = `require('node:fs').readFile(__filename, () => { console.log('read'); ${both} });`;
  const after = await recordRun(script('heard.cjs', text));
  expect(after.run.lines.map((line) => line.text)).toEqual(['read', 'immediate', 'timer']);
  expect(after.raced).toBeUndefined();
  const main = await recordRun(script('raced.cjs', `console.log('main'); ${both}`));
  expect(main.run.lines.map((line) => line.text)).toEqual(['main', 'timer', 'immediate']);
  expect(main.raced).toBe(true);
});

test('who waits for an immediate stands there, also when a promise comes between', async () => {
  const text = `const { setImmediate: yieldNow } = require('node:timers/promises');
    async function polite() { await yieldNow(); console.log('after it'); }
    void polite();`;
  const { steps } = await recordRun(script('polite.cjs', text));
  expect(steps[0]!.queues).toMatchObject({ immediates: [{ who: 'polite' }], microtasks: [], timers: [] });
  expect(steps[1]!.queues.immediates).toEqual([]);
});

test('a timer that begins anew waits once', async () => {
  const text = `const again = setTimeout(() => console.log('again'), 30);
    setTimeout(() => again.refresh(), 20);`;
  const { steps } = await recordRun(script('refresh.cjs', text));
  expect(steps.map(({ at, queues }) => [at, queues.timers.map(({ due }) => due)])).toEqual([
    [0, [20, 30]],
    [20, [50]],
    [50, []],
  ]);
});

test('a file that is loaded later has a step of its own, by its name', async () => {
  script('part.mjs', "console.log('part');");
  const { steps } = await recordRun(
    script('loads.mjs', "await import('./part.mjs'); console.log('loaded');"),
  );
  expect(steps.map(({ who, line, prints }) => [who, line, prints[0]?.text])).toEqual([
    ['top level', 1, undefined],
    ['part.mjs', undefined, 'part'],
    ['top level', 1, 'loaded'],
  ]);
});

test('what a translator of modules does later is not the script’s, and takes no room from it', async () => {
  mkdirSync(join(folder, 'node_modules', 'tsx'), { recursive: true });
  const later = 'setImmediate(async () => { for (let i = 0; i < 30_000; i += 1) await null; });';
  writeFileSync(join(folder, 'node_modules', 'tsx', 'index.js'), later);
  const text = "require('tsx'); setTimeout(() => console.log('mine'), 10);";
  const { steps, cut } = await recordRun(script('translated.cjs', text));
  expect(cut).toBeUndefined();
  expect(steps.map(({ who }) => who)).toEqual(['top level', 'callback (line 1)']);
});

test('each callback of a server and of its client is a step, and what is closed no longer waits', async () => {
  const text = `const net = require('node:net');
const server = net.createServer((socket) => socket.end('hello'));
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.on('data', (data) => console.log(String(data)));
  client.on('close', () => server.close(() => console.log('closed')));
});`;
  const { steps } = await recordRun(script('echo.cjs', text));
  expect(steps.flatMap(({ who, prints }) => prints.map((print) => [who, print.text]))).toEqual([
    ['callback (line 5)', 'hello'],
    ['callback (line 6)', 'closed'],
  ]);
  expect(steps[0]!.queues['input/output']).toEqual([{ who: 'a listening server (line 3)' }]);
  expect(steps.at(-1)!.queues['input/output']).toEqual([]);
});

test('a timer of the real clock that is called off sleeps no longer', async () => {
  const text = `new MessageChannel().port1.close();
    const never = setTimeout(() => {}, 5000);
    setTimeout(() => { clearTimeout(never); console.log('cleared'); }, 20);`;
  const { steps, clock } = await recordRun(script('cleared.mjs', text));
  expect(clock).toBe('real');
  expect(steps.map(({ queues }) => queues.timers.length)).toEqual([2, 0]);
});

test('a script that waits for what never comes is stuck, and says so', async () => {
  const { run } = await recordRun(script('d.mjs', 'console.log(1); await new Promise(() => {});'));
  expect(run.outcome.kind).toBe('deadlocked');
});

test.each([
  ['e.mjs', '\nconst = 1;', /^e\.mjs:2: SyntaxError: /],
  ['e.cjs', '\n\nconst = 1;', /^e\.cjs:3: SyntaxError: /],
  ['f.mjs', "import './nothing.mjs';", /^Error: Cannot find module .*nothing\.mjs/],
  ['f.cjs', "\nrequire('./nothing.cjs');", /^f\.cjs:2:1: Error: Cannot find module '\.\/nothing\.cjs'/],
  ['t.mjs', 'console.log(1);\nsetTimeout(() => {\n  null.name;\n}, 10);', /^t\.mjs:3:8: TypeError: /],
  ['t.ts', "interface A {\n  a: 1;\n}\nthrow new Error('no milk');", /^t\.ts:4:\d+: Error: no milk/],
])('an error in %s names its file and line: %j', async (name, text, words) => {
  const { run } = await recordRun(script(name, text));
  expect(run.outcome).toEqual({ kind: 'failed', error: expect.stringMatching(words) });
});

test('a script without end is drawn as far as it came, and the word about it names its line', async () => {
  const sync = "console.log('one');\nsetTimeout(() => {\n  for (;;);\n}, 100);";
  const { run, steps } = await recordRun(script('endless.mjs', sync), [], { limit: 1500 });
  expect(run.outcome).toEqual({ kind: 'runaway', reason: 'it had not ended after 1.5 s, in line 3' });
  expect(run.lines.map(({ text }) => text)).toEqual(['one']);
  expect(steps.map(({ who }) => who)).toEqual(['top level']);

  const server = "require('node:net').createServer().listen(0, () => console.log('listens'));";
  const open = await recordRun(script('server.cjs', server), [], { limit: 1500 });
  expect(open.run.outcome).toEqual({ kind: 'runaway', reason: 'it had not ended after 1.5 s' });
  expect(open.run.lines.map(({ text }) => text)).toEqual(['listens']);
  expect(open.steps[0]!.queues['input/output']).toEqual([{ who: 'a listening server (line 1)' }]);

  const ever = await recordRun(script('interval.mjs', "setInterval(() => console.log('tick'), 100);"));
  expect(ever.run.outcome.kind).toBe('runaway');
  expect(ever.steps.length).toBeGreaterThan(1000);
});

test('a script that makes microtasks forever is stopped, too', async () => {
  const storm = "console.log('one');\nfor (;;) await null;";
  const { run } = await recordRun(script('storm.mjs', storm), [], { limit: 1500 });
  expect(run.outcome).toEqual({
    kind: 'runaway',
    reason: expect.stringMatching(/^it had not ended after 1\.5 s/),
  });
  expect(run.lines.map(({ text }) => text)).toEqual(['one']);
});

test('a step without end is drawn as far as it came, and the next one is recorded after it', async () => {
  const [endless, next] = await recordRuns([
    { file: program('endless'), args: [] },
    { file: program('scheduled-tasks'), args: [] },
  ]);
  const reason = expect.stringMatching(/^it had not ended after 3 s/);
  expect(endless!.run.outcome).toEqual({ kind: 'runaway', reason });
  expect(endless!.run.lines).toEqual([{ at: 0, lane: 'main', text: 'begins' }]);
  expect(endless!.run.tasks.map(({ name, ended }) => [name, ended])).toEqual([
    ['main', undefined],
    ['order milk', undefined],
  ]);
  expect(endless!.cut).toMatch(/The program itself was stopped later\.$/);
  expect(next).toEqual(tasks);
});

test('on Windows the letter of a drive may be written either way', () => {
  expect(withUpperDrive('c:\\steps\\one.ts')).toBe('C:\\steps\\one.ts');
  expect(withUpperDrive('/c/steps/one.ts')).toBe('/c/steps/one.ts');
});

test('100,000 awaits end with a word about the cut, and the program runs to its end', async () => {
  const many = script('g.mjs', "for (let i = 0; i < 100_000; i += 1) await null; console.log('done');");
  const recording = await recordRun(many);
  expect(recording.cut).toContain('the steps stop here');
  expect(recording.run.lines.at(-1)?.text).toBe('done');
  expect(loopTable(recording)).toContain('It did more than is recorded: the steps stop here.');
});

test('100,000 awaits take less than 300 MB', async () => {
  const text = `for (let i = 0; i < 100_000; i += 1) await null;
    console.log(process.resourceUsage().maxRSS);`;
  const { run } = await recordRun(script('k.mjs', text));
  expect(Number(run.lines[0]!.text)).toBeLessThan(300_000);
});

test('eleven hundred that wait for each other are recorded as far as anybody looks', async () => {
  const text = `const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    async function job(n) { await sleep(10 + (n % 100)); await null; }
    await Promise.all(Array.from({ length: 1100 }, (_, n) => job(n)));
    console.log('done');`;
  const { steps, run, cut } = await recordRun(script('l.mjs', text));
  expect([steps.length, run.outcome.kind, run.elapsed]).toEqual([2000, 'finished', 109]);
  expect(run.lines.map(({ text: said }) => said)).toEqual(['done']);
  expect(cut).toContain('the steps stop here');
});

test('of a thousand that sleep eight are named, and the rest are counted', async () => {
  const many = script(
    'i.mjs',
    'for (let i = 0; i < 1000; i += 1) setTimeout(() => console.log(i), 100 + i);',
  );
  const { steps, run } = await recordRun(many);
  expect(steps[0]).toMatchObject({ who: 'top level', unnamed: { microtasks: 0, timers: 992 } });
  expect(steps[0]!.queues.timers[7]!.due).toBe(107);
  expect(steps).toHaveLength(1001);
  expect(run.elapsed).toBe(1099);
});
