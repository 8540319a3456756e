import { existsSync, readdirSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { hasTerminal, Scratch } from '../scratch.ts';

const exercise = 'exercises/03-promise-all.ts';
const size = { columns: 80, rows: 24 };

let scratch: Scratch;
afterEach(() => scratch.remove());

/** Without another process of its own within a moment: what was started is stopped. */
async function expectNothingLeft(): Promise<void> {
  for (let i = 0; i < 400 && scratch.processes().length > 0; i += 1)
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect(scratch.processes()).toEqual([]);
}

const tellsAndLoops = "import { writeFileSync } from 'node:fs';\nwriteFileSync('looping', '');\nfor (;;);\n";

/** Until the loop of `tellsAndLoops` runs. */
async function looping(): Promise<void> {
  for (let i = 0; i < 1000 && !existsSync(scratch.path('looping')); i += 1)
    await new Promise((resolve) => setTimeout(resolve, 20));
}

// `script` of util-linux gives the pseudo-terminal; where there is none, these are skipped.
describe.skipIf(!hasTerminal)('in a terminal', { timeout: 60_000 }, () => {
  test('a save is judged, h hints, s and x ask first, r runs the step, n waits for a pass, q leaves nothing behind', async () => {
    scratch = new Scratch();
    const screen = scratch.terminal(['watch', '3'], size);
    expect(await screen.shows(/1 of 6 claims hold/)).toMatch(/03 Promise\.all[^]*q quit/);
    screen.type('h');
    await screen.shows(/Hint 1 of 3 for loadPage: Which of the three/);
    screen.type('n');
    await screen.shows(/Not yet/);
    screen.type('s');
    await screen.shows(/Press s again/);
    screen.type('r');
    await screen.shows(/order bread: delivered[^]*Press a key/);
    screen.type(' ');
    await screen.shows(/1 of 6 claims hold/);

    scratch.write(exercise, 'export function loadPage( {');
    await screen.shows(/03-promise-all\.ts:1:\d+: Expected identifier/);
    // Within 50 ms of the save before, of which the watcher does not tell.
    scratch.write(exercise, 'export async function loadPage() { for (;;); }');
    await screen.shows(/does not come to an end/);

    scratch.write(exercise, 'export const mine = 1;\n');
    await screen.shows(/must export the function loadPage/);
    screen.type('x');
    await screen.shows(/Press x again/);
    expect(scratch.read(exercise)).toBe('export const mine = 1;\n');
    screen.type('x');
    await screen.shows(/1 of 6 claims hold/);
    expect(scratch.read(exercise)).toBe(scratch.read('test/untouched/03-promise-all.ts'));
    expect(readdirSync(scratch.path('.workshop/kept'))).toHaveLength(1);

    scratch.write(exercise, scratch.read('solutions/03-promise-all.ts'));
    await screen.shows(/all 6 claims hold/);
    screen.type('n');
    await screen.shows(/^04 /);
    screen.type('q');
    expect(await screen.ended).toBe(0);
    expect(JSON.parse(scratch.read('.workshop/progress.json'))).toHaveProperty([
      'exercises',
      '03-promise-all',
      'passed',
    ]);
    await expectNothingLeft();
  });

  test('Ctrl-C leaves at once while an endless loop is being judged, and while nothing has been drawn yet', async () => {
    scratch = new Scratch();
    scratch.write(exercise, 'for (;;);\n');
    const screen = scratch.terminal(['watch', '3'], size);
    await screen.shows(/checking/);
    screen.type('\x03');
    expect(await screen.ended).toBe(0);
    const early = scratch.terminal(['watch', '3'], size);
    await new Promise((resolve) => setTimeout(resolve, 150));
    early.type('\x03');
    expect([0, 130]).toContain(await early.ended);
    await expectNothingLeft();
  });

  test('on 40 columns no line is longer, and on 24 rows the keys stay in sight', async () => {
    scratch = new Scratch();
    const screen = scratch.terminal(['watch', '3'], { columns: 40, rows: 24 });
    const welcome = await screen.shows(/1 of 6 claims hold[^]*New here\?[^]*q leaves[^]*q quit/);
    screen.type(' ');
    const verdict = await screen.shows(/Likely cause: sequential[^]*q quit/);
    for (const picture of [welcome, verdict]) {
      const lines = picture.split('\n');
      expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(40);
      expect(lines.length).toBeLessThanOrEqual(24);
    }
    screen.type('q');
    expect(await screen.ended).toBe(0);
  });
});

// On Windows nobody can answer a SIGTERM: it ends a process as SIGKILL does.
test.skipIf(process.platform === 'win32').each([
  ['SIGKILL', null],
  ['SIGTERM', 130],
] as const)(
  'a check that gets %s in the middle of an endless loop ends with %s and leaves no process behind',
  { timeout: 30_000 },
  async (signal, status) => {
    scratch = new Scratch();
    scratch.write(exercise, tellsAndLoops);
    const child = scratch.spawn(['check', '3']);
    await looping();
    child.kill(signal);
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(status);
    await expectNothingLeft();
  },
);
