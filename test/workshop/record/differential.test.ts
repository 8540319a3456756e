import { rmSync } from 'node:fs';
import { afterAll, expect, test, vi } from 'vitest';
import { folderOf, plainly, printedIn, record, runsPlainly, wrongRows, type Printed } from './plainly.ts';
import { randomPrograms, scriptOf } from './random-scripts.ts';
import { scripts, type Script } from './scripts.ts';

vi.setConfig({ testTimeout: 300_000, maxConcurrency: 2 });

const folder = folderOf(scripts);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Prints several lines in one call, or none that is a line of the console's. */
const byOtherMeans = /write-sync|partial|inherits|worker-prints/;

test('there are at least sixty scripts', () => {
  expect(scripts.length).toBeGreaterThanOrEqual(60);
});

test.concurrent.each(scripts)(
  '$file prints the same recorded as run plainly, from the same lines',
  async (script) => {
    const recording = await record(script, folder);
    const got = printedIn(recording);
    expect(wrongRows(recording)).toEqual([]);
    // What Node 20 does not run is compared with what the same code does as JavaScript, in the test below.
    if (!runsPlainly(script)) return;
    const plain = await plainly(script, folder);
    expect(got.stdout).toBe(plain.stdout);
    if (recording.run.outcome.kind === 'finished') expect(got.stderr).toBe(plain.stderr);
    if (!byOtherMeans.test(script.file)) expect(got.lines).toEqual(plain.lines);
  },
);

test('TypeScript in a CommonJS package runs as its JavaScript does, with names and lines', async () => {
  const [js, ts, names] = await Promise.all(
    ['cjs/order.cjs', 'cjs/order.cts', 'cjs/names.ts'].map((file) => record({ file, text: '' }, folder)),
  );
  expect(printedIn(ts!)).toEqual(printedIn(js!));
  expect(names!.run.lines.map(({ lane, text }) => `${lane}: ${text}`)).toEqual([
    'load 1: load 1',
    'load 2: load 2',
    'load 1: loaded 1',
    'Shop.open: open',
    'load 2: loaded 2',
    'callback (line 21): then 2',
  ]);
});

test('what depends on other threads, processes and machines is recorded on the real clock, and says why', async () => {
  const why = async (file: string) => {
    const { clock, why } = await record({ file, text: '', input: 'a\n' }, folder);
    return `${clock}: ${why}`;
  };
  expect(await why('cjs/worker.js')).toBe('real: a worker thread');
  expect(await why('esm/message-channel.mjs')).toBe('real: a message port');
  expect(await why('cjs/child.js')).toBe('real: a child process');
  expect(await why('esm/net.mjs')).toBe('real: a listening server');
  expect(await why('cjs/stdin-sync.js')).toBe('real: standard input');
  expect(await why('esm/busy-wait.mjs')).toBe('real: a loop that waits for the clock');
  expect(await why('esm/read-file.mjs')).toBe('virtual: undefined');
});

test('three hundred random programs print the same recorded as run plainly, from the same lines', async () => {
  const seed = Number(process.env['PROPERTY_SEED'] ?? 1);
  const programs = randomPrograms(300, seed);
  const files = Array.from({ length: 30 }, (_, at) => ({
    file: at % 2 === 0 ? `cjs/random-${at}.cjs` : `esm/random-${at}.mjs`,
    text: scriptOf(programs.slice(at * 10, at * 10 + 10)),
  }));
  const place = folderOf(files);
  try {
    for (let at = 0; at < files.length; at += 2) {
      const some = files.slice(at, at + 2);
      await Promise.all(
        some.map(async (script) => {
          const got = byProgram(printedIn(await record(script, place)));
          expect(got.size).toBe(10);
          for (const [number, rows] of await inTime(script, place))
            expect(got.get(number), `${number} of\n${script.text}`).toEqual(rows);
        }),
      );
    }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
});

/** What each program of a script printed, and in which lines, by the number that its names begin with. */
function byProgram({ stdout, lines }: Printed): Map<string, string[]> {
  const programs = new Map<string, string[]>();
  for (const [at, text] of stdout.trimEnd().split('\n').entries()) {
    const number = /^\d+\./.exec(text)![0];
    programs.set(number, [...(programs.get(number) ?? []), `${text} in line ${lines[at]}`]);
  }
  return programs;
}

/**
 * What a busy machine says of an order is worth nothing once a timer was as late as the next one is due: such a program is
 * run again.
 */
async function inTime(script: Script, place: string): Promise<Map<string, string[]>> {
  const all = new Map<string, string[]>();
  for (let tries = 0; tries < 40 && all.size < 10; tries += 1) {
    const printed = await plainly(script, place);
    for (const [number, rows] of byProgram(printed))
      if (!printed.stderr.includes(`late ${number}`)) all.set(number, rows);
  }
  if (all.size < 10) throw new Error('This machine is too busy: timers are late in every one of 40 runs.');
  return all;
}
