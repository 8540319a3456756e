import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findStep, urlOf, type Step } from '../../../workshop/catalog/steps.ts';
import { Examiner } from '../../../workshop/coach/examiner.ts';
import { checkTypes } from '../../../workshop/coach/types.ts';
import type { Verdict } from '../../../workshop/coach/verdict.ts';

// The examining process as it is, and the side that starts it. A hundred kinds of answers are in cli/hostile.test.ts.

const step = findStep('3')!;
const folder = `.workshop/examined-${process.pid}`;
const rest = "export * from '../../solutions/03-promise-all.ts';\n";
let examiner: Examiner;

beforeAll(() => {
  mkdirSync(urlOf(folder), { recursive: true });
  examiner = new Examiner({ patience: 10_000 });
});
afterAll(() => {
  examiner.close();
  rmSync(urlOf(folder), { recursive: true });
});

let files = 0;
/** The third exercise, answered so. */
function answered(text: string): Step {
  const exercise = `${folder}/answer-${(files += 1)}.ts`;
  writeFileSync(urlOf(exercise), text);
  return { ...step, exercise };
}
const examine = (text: string, ...more: [width?: number, runs?: boolean]): Promise<Verdict> =>
  examiner.examine(answered(text), ...more);

/** What is alive of these processes. */
const alive = (pids: number[]) =>
  pids.filter((pid) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  });
async function gone(pids: number[]): Promise<number[]> {
  for (let i = 0; i < 50 && alive(pids).length > 0; i += 1) await pause(100);
  return alive(pids);
}
/** The examining processes of this one, and for which step each is. Linux only. */
function examining(): { pid: number; step: string }[] {
  const { stdout } = spawnSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], {
    encoding: 'utf8',
  });
  return [...stdout.matchAll(/^ *(\d+) .*examine\.ts (\S+)$/gm)].map(([, pid, name]) => ({
    pid: Number(pid),
    step: name!,
  }));
}

describe('an answer', { timeout: 60_000 }, () => {
  test('that is right passes every claim, and is drawn beside the solution as wide as the terminal', async () => {
    const verdict = await examine(rest, 70);
    expect(verdict).toMatchObject({ exercise: step.name, passed: true, printed: [], printedMore: 0 });
    expect(verdict).not.toHaveProperty('broken');
    expect(verdict.total).toBeGreaterThanOrEqual(10);
    expect(verdict.claims).toHaveLength(verdict.total);
    for (const claim of verdict.claims)
      expect(claim).toEqual({ about: claim.about, text: claim.text, holds: true });
    expect(verdict.drawn).toMatch(/^your \w+: total .*\n[^]*\nthe solution: total/);
    const widest = Math.max(...verdict.drawn!.split('\n').map((row) => row.length));
    expect(widest).toBe(70);
  });

  test('is shown on 100 columns at most, however wide the terminal is', async () => {
    const right = await examine(rest, 150);
    const widest = (picture: string) => Math.max(...picture.split('\n').map((row) => row.length));
    expect(widest(right.drawn!)).toBe(100);
    const wrong = await examine(`${rest}export const loadDashboard = () => {};`, 150);
    const drawn = wrong.claims.find(({ timelines }) => timelines);
    expect(widest(drawn!.timelines!)).toBe(100);
  });

  test('whose runs are asked for tells those of each claim, and no picture', async () => {
    const { passed, claims, drawn } = await examine(rest, 80, true);
    expect({ passed, drawn }).toEqual({ passed: true, drawn: undefined });
    expect(claims.every(({ runs }) => runs!.length === 1)).toBe(true);
    expect(claims[0]!.runs![0]).toHaveProperty('lines');
  });

  test('that is wrong is shown at the first claim that fails, and the rest in a word', async () => {
    const late = readFileSync(urlOf('test/mistakes/03-promise-all/awaits-each-call.ts'), 'utf8');
    const { passed, claims, total, printed, drawn } = await examine(
      `console.log('milk');\n${rest}${late.replaceAll('../../../', '../../')}`,
      72,
    );
    expect({ passed, printed, drawn }).toEqual({ passed: false, printed: ['milk'], drawn: undefined });
    expect(claims).toHaveLength(total);
    const [first, second] = claims.filter(({ holds }) => !holds);
    expect(first).toMatchObject({ about: 'loadPage', diagnosis: { id: 'sequential' } });
    expect(first!.differences).toContain('\nIt took 3.0 s');
    const rows = [...first!.comparison!.split('\n'), ...first!.timelines!.split('\n')];
    expect(Math.max(...rows.map((row) => row.length))).toBe(72);
    expect(Object.keys(second!).sort()).toEqual(['about', 'diagnosis', 'differences', 'holds', 'text']);
  });

  test('whose differences are a megabyte is told shortly', async () => {
    const long = "export const loadDashboard = () => Promise.reject(new Error('x'.repeat(1e6)));";
    const { claims } = await examine(`${rest}${long}`);
    const [first] = claims.filter(({ holds }) => !holds);
    expect(first!.differences!.length).toBeLessThanOrEqual(4001);
    expect(first!.timelines).toBeDefined();
  });

  test('that lacks a function is told which, and what it exports instead', async () => {
    const { claims, broken } = await examine('export const loadDashboard = 3;\nexport const milk = 1;');
    expect(broken).toBeUndefined();
    const said = (name: string) => claims.find(({ about }) => about === name)!.differences;
    expect(said('loadDashboard')).toMatch(
      /must export the function loadDashboard\. "loadDashboard" is number, not a function\. It exports loadDashboard, milk\.$/,
    );
    expect(said('all')).toMatch(/There is no "all"\. It exports loadDashboard, milk\.$/);
    expect((await examine('const milk = 1;\nexport {};')).claims[0]!.differences).toMatch(
      /It exports nothing\.$/,
    );
  });

  test('that nobody has changed is not judged', async () => {
    const none = { exercise: step.name, passed: false, untouched: true, claims: [], total: 0 };
    expect(await examiner.examine({ ...step, exercise: step.untouched })).toMatchObject(none);
  });

  test('that replaces what all code uses is judged no further, at its loading or in a claim', async () => {
    const loading = await examine(`${rest}Array.prototype.at = () => undefined;`);
    expect(loading.broken).toMatch(
      /03-promise-all\.ts replaces Array\.prototype\.at, which all other code uses too/,
    );
    expect(loading).toMatchObject({ passed: false, claims: [] });
    const inClaim = 'export const loadDashboard = () => (Math.max = () => 0);';
    const { broken, claims, total } = await examine(`${rest}${inClaim}`);
    expect(broken).toContain('replaces Math.max');
    expect(claims).toEqual([]);
    expect(total).toBeGreaterThan(0);
  });

  test('that ends the process, throws or rejects beside its work is told so', async () => {
    const broken = async (code: string) => (await examine(`${code}\n${rest}`)).broken;
    expect(await broken('process.exit(3);')).toBe(
      'process.exit(3) was called: that ends the process immediately. Use return or throw instead.',
    );
    expect(await broken('try { process.exit(); } catch {}')).toMatch(/^process\.exit\(\) was called/);
    const lost = await broken("void Promise.reject(new Error('no milk.'));");
    expect(lost).toBe('Error: no milk. Nothing handled this rejection: await the promise, or .catch it.');
    expect(await broken("setImmediate(() => { throw new RangeError('no tea'); });")).toBe(
      'RangeError: no tea',
    );
  });

  test('that cannot be loaded is told why, and that of a file which is not there, too', async () => {
    expect(await examine('')).toMatchObject({
      broken: expect.stringMatching(/is empty\. npm start reset 3 brings the original back\.$/) as string,
      claims: [],
    });
    expect((await examine('<<<<<<< mine\n')).broken).toMatch(
      /\.ts:1:1: this is the mark of a merge conflict/,
    );
    expect((await examine('export const a = ;\n')).broken).toMatch(/answer-\d+\.ts:1:\d+: /);
    const nowhere = await examiner.examine({ ...step, exercise: `${folder}/nothing.ts` });
    expect(nowhere.broken).toContain('nothing.ts is not there');
  });

  test('believes that it was started as any program is, and leaves no process of its own', async () => {
    const { passed, printed } = await examine(
      `import { spawn } from 'node:child_process';
const stays = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
console.log(stays.pid);
console.log(process.send, process.disconnect);
${rest}`,
    );
    expect(passed).toBe(true);
    expect(printed[1]).toBe('undefined undefined');
    expect(Number(printed[0])).toBeGreaterThan(0);
    // Windows has no groups of processes: there it is left to itself.
    if (process.platform === 'win32') process.kill(Number(printed[0]));
    expect(await gone([Number(printed[0])])).toEqual([]);
  });
});

describe('an examiner', { timeout: 60_000 }, () => {
  const own: Examiner[] = [];
  afterEach(() => own.splice(0).forEach((each) => each.close()));
  const another = (patience = 10_000) => {
    const made = new Examiner({ patience });
    own.push(made);
    return made;
  };

  test('stops an answer without an end when its patience is over', async () => {
    const verdict = await another(1000).examine(answered(`${rest}for (;;);`));
    expect(verdict).toMatchObject({ passed: false, claims: [] });
    expect(verdict.broken).toMatch(/^After 1 s .* does not finish loading: something keeps the thread/);
  });

  test('names the claim in which an answer does not come to an end, after those that hold', async () => {
    const loop = 'export const loadPage = () => { for (;;); };';
    const { broken, claims, total } = await another(600).examine(answered(`${rest}${loop}`));
    expect(broken).toMatch(
      /^After 0\.6 s loadPage does not come to an end \(".+"\): something keeps the thread/,
    );
    expect(claims.length).toBeGreaterThan(0);
    expect(claims.length).toBeLessThan(total);
    expect(claims.every(({ about, holds }) => about === 'loadDashboard' && holds)).toBe(true);
  });

  test('tells an answer that waits again and again from one that keeps the thread', async () => {
    const waits = `${rest}for (;;) await new Promise((resolve) => setTimeout(resolve, 10));`;
    const { broken } = await another(900).examine(answered(waits));
    expect(broken).toMatch(
      /^After 0\.9 s .* does not finish loading: it runs forever, waiting again and again/,
    );
  });

  test('stops an answer when the next is to be examined, and says so', async () => {
    const mine = another();
    const first = mine.examine(answered(`${rest}for (;;);`));
    await pause(1000);
    const second = mine.examine(answered(rest));
    expect(await second).toMatchObject({ passed: true });
    expect(await first).toMatchObject({
      passed: false,
      broken: expect.stringContaining('SIGKILL') as string,
    });
  });

  test.skipIf(process.platform !== 'linux')(
    'keeps one process ready, for the step it is asked to',
    async () => {
      const mine = another();
      const before = examining().map(({ pid }) => pid);
      const now = () => examining().filter(({ pid }) => !before.includes(pid));
      mine.prepare(step);
      const [ready] = now();
      mine.prepare(step);
      expect(now()).toEqual([{ pid: ready!.pid, step: step.name }]);
      mine.prepare(findStep('4')!);
      expect(await gone([ready!.pid])).toEqual([]);
      expect(now().map((each) => each.step)).toEqual(['04-scheduled-tasks']);
      mine.close();
      expect(await gone(now().map(({ pid }) => pid))).toEqual([]);
    },
  );

  test.skipIf(process.platform !== 'linux')(
    'starts another where the one that was ready has ended',
    async () => {
      const mine = another();
      const before = examining().map(({ pid }) => pid);
      mine.prepare(step);
      const ready = examining().filter(({ pid }) => !before.includes(pid));
      expect(ready).toHaveLength(1);
      process.kill(ready[0]!.pid, 'SIGKILL');
      await gone([ready[0]!.pid]);
      await pause(100);
      expect(await mine.examine(answered(rest))).toMatchObject({ passed: true });
    },
  );
});

describe('TypeScript', { timeout: 60_000 }, () => {
  test('says what is wrong with an answer, and nothing of one that is right', async () => {
    expect(await checkTypes([]).problems).toEqual([]);
    const right = answered(rest);
    const wrong = answered("export const milk: number = 'one';\n");
    expect(await checkTypes([right]).problems).toEqual([]);
    const [problem, ...others] = (await checkTypes([right, wrong]).problems)!;
    expect(problem).toMatchObject({ place: `${wrong.exercise}:1:14`, code: 2322 });
    expect(others).toEqual([]);
  });

  test('that is stopped has said nothing', async () => {
    const check = checkTypes([answered("export const milk: number = 'one';\n")]);
    check.stop();
    expect(await check.problems).toBeUndefined();
  });
});
