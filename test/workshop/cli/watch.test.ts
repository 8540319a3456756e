import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
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
  test('an exercise is begun, saved, reset and solved; q leaves nothing behind, and the old screen comes back', async () => {
    scratch = new Scratch();
    const screen = scratch.terminal(['watch', '3'], size);
    const untouched = scratch.read('test/untouched/03-promise-all.ts');
    const welcome = await screen.shows(/Welcome![^]*q quit/);
    expect(welcome).toMatch(/1\. Read the lesson, steps\/03-promise-all\.md\.[^]*loadDashboard: Repair/);
    expect(welcome).not.toMatch(/claims? hold/);
    screen.type('h');
    await screen.shows(/Hint 1 of 3 for loadDashboard: /);
    screen.type('n');
    await screen.shows(/^(?![^]*Hint)[^]*How to begin/);
    screen.type('r');
    await screen.shows(/order bread: delivered[^]*Press a key/);
    screen.type(' ');
    await screen.shows(/How to begin/);

    scratch.write(exercise, `${untouched}// mine\n`);
    await screen.shows(/1 of \d+ claims hold\.[^]*Likely cause: sequential/);
    screen.type('a');
    await screen.shows(/Lines 1 to \d+ of \d+/);
    scratch.write(exercise, 'export function loadPage( {');
    await screen.shows(/03-promise-all\.ts:1:\d+: Expected identifier/);
    // Within 50 ms of the save before.
    scratch.write(exercise, 'export async function loadDashboard() { for (;;); }');
    await screen.shows(/does not come to an end/);

    scratch.write(exercise, 'export const mine = 1;\n');
    await screen.shows(/must export the function loadDashboard/);
    screen.type('x');
    await screen.shows(/Press x again/);
    expect(scratch.read(exercise)).toBe('export const mine = 1;\n');
    screen.type('x');
    await screen.shows(/How to begin/);
    expect(scratch.read(exercise)).toBe(untouched);
    expect(readdirSync(scratch.path('.workshop/kept'))).toHaveLength(1);

    const answer = scratch.read('solutions/03-promise-all.ts');
    scratch.write(exercise, `${answer}export const milk: number = 'two';\n`);
    await screen.shows(/but the types are not right yet\.[^]*03-promise-all\.ts:\d+:14: Type 'string'/);
    scratch.write(exercise, answer);
    await screen.shows(/All \d+ claims hold\. Well done!\n[^]*your loadDashboard[^]*n next step/);
    screen.type('n');
    await screen.shows(/^04 [^]*1 of \d+ done/);
    screen.type('g1\r');
    await screen.shows(/^01 /);
    screen.type('q');
    expect(await screen.ended).toBe(0);
    expect(screen.written).toContain('\u001b[?1049h');
    expect(screen.written.lastIndexOf('\u001b[?1049l')).toBeGreaterThan(
      screen.written.lastIndexOf('\u001b[?1049h'),
    );
    expect(JSON.parse(scratch.read('.workshop/progress.json'))).toHaveProperty([
      'exercises',
      '03-promise-all',
      'passed',
    ]);
    await expectNothingLeft();
  });

  test('o opens the page of this step beside the screen, and says so again; it ends with the screen', async () => {
    scratch = new Scratch();
    const screen = scratch.terminal(['watch', '3'], size);
    await screen.shows(/How to begin/, 50_000);
    screen.type('o');
    const said = await screen.shows(/http:\S+\/3\n[^]*It closes with this screen\./, 50_000);
    const [address = ''] = /http:\S+/.exec(said)!;
    expect(await (await fetch(address)).text()).toContain(
      '<body data-kind="live" data-step="03-promise-all">',
    );
    scratch.write(exercise, `${scratch.read(exercise)}// mine\n`);
    await screen.shows(/1 of \d+ claims hold\.(?![^]*http:)/, 50_000);
    screen.type('o');
    await screen.shows(new RegExp(address), 50_000);
    screen.type('q');
    expect(await screen.ended).toBe(0);
    await expect(fetch(address)).rejects.toThrow();
    await expectNothingLeft();
  });

  test('no way of saving is missed: renamed away and written anew, exchanged, or within a moment', async () => {
    scratch = new Scratch();
    const right = scratch.read('solutions/03-promise-all.ts');
    scratch.write(exercise, right);
    const screen = scratch.terminal(['watch', '3'], size);
    await screen.shows(/All \d+ claims hold\. Well done/);
    // What vim does with backupcopy=no.
    const backup = scratch.path(`${exercise}~`);
    renameSync(scratch.path(exercise), backup);
    scratch.write(exercise, 'export const one = 1;\n');
    rmSync(backup);
    await screen.shows(/It exports one\./);
    // What many others do.
    scratch.write('beside.ts', right);
    renameSync(scratch.path('beside.ts'), scratch.path(exercise));
    await screen.shows(/All \d+ claims hold\. Well done/);
    // And both once more, as git does: the folder is another one.
    renameSync(scratch.path('exercises'), scratch.path('before'));
    scratch.copy('test/untouched', 'exercises');
    await screen.shows(/How to begin/);
    scratch.write(exercise, 'export const two = 1;\n');
    await screen.shows(/It exports two\./);
    screen.type('q');
    expect(await screen.ended).toBe(0);
  });

  test('Ctrl-C leaves immediately while an endless loop is being judged, and while nothing has been drawn yet', async () => {
    scratch = new Scratch();
    scratch.write(exercise, tellsAndLoops);
    const screen = scratch.terminal(['watch', '3'], size);
    await screen.shows(/Checking your answer/);
    await looping();
    screen.type('\x03');
    expect(await screen.ended).toBe(0);
    const early = scratch.terminal(['watch', '3'], size);
    await new Promise((resolve) => setTimeout(resolve, 150));
    early.type('\x03');
    expect([0, 130]).toContain(await early.ended);
    await expectNothingLeft();
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
