import { existsSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UsageError } from '../../../workshop/arguments.ts';
import { check } from '../../../workshop/cli/check.ts';
import { hint } from '../../../workshop/cli/hint.ts';
import { list } from '../../../workshop/cli/list.ts';
import { reset } from '../../../workshop/cli/reset.ts';
import { Scratch } from '../scratch.ts';

let scratch: Scratch;
beforeAll(() => {
  scratch = new Scratch();
});
afterAll(() => scratch.remove());

describe('npm start', { timeout: 30_000 }, () => {
  test.concurrent(
    'without a terminal says within 24 lines what this is, what to do now and how to leave',
    async () => {
      const { status, out } = await scratch.start([]);
      expect({ status, err: '' }).toEqual({ status: 0, err: '' });
      expect(out).toMatch(/one small program at a time[^]*Read the lesson: [^]*npm start 1\b[^]*q leaves/);
      expect(out.trimEnd().split('\n').length).toBeLessThanOrEqual(24);
    },
  );

  test.concurrent.each([
    [check, ['99'], /There is no step "99"\. A step is a number from 1 to \d+/],
    [check, ['3', '4'], /"4" is one word too many/],
    [list, ['--nope'], /--nope is not an option of this command\. It knows --json/],
    [hint, ['3', 'nope'], /There are no hints for "nope" in step 3\. There are for: loadPage, all/],
    [reset, [], /Which exercise\?/],
  ])('%o %j cannot be done, and it says why', async (command, args, says) => {
    await expect(command(args)).rejects.toThrow(UsageError);
    await expect(command(args)).rejects.toThrow(says);
  });

  test.concurrent.each([
    [['nonsense'], /"nonsense" is neither a command nor a step/],
    [['3', 'instant', 'nonsense'], /part takes together, rejection or settled; it was given "nonsense"/],
    [['watch'], /watch needs a terminal/],
  ])('%j: one clear line, status 2', async (args, says) => {
    const { status, err } = await scratch.start(args);
    expect(err).toMatch(says);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(status).toBe(2);
  });

  test.concurrent('a step on the virtual clock takes no time to take 2.0 s', async () => {
    const { status, out } = await scratch.start(['promise-all', '--instant', 'together', '2', '1']);
    expect(out).toMatch(/ 1\.0s {2}order bread {2}done\n[^]*\n2\.0 s on the virtual clock/);
    expect(status).toBe(0);
  });

  test.concurrent('a step with a syntax error: one line with its place, status 1', async () => {
    const own = new Scratch();
    own.write('steps/03-promise-all.ts', "import { run } from '#workshop';\nexport function main( {\n");
    const { status, err } = await own.start(['3']);
    expect(err).toMatch(/^steps\/03-promise-all\.ts:3:0: Expected identifier but found end of file\n$/);
    expect(status).toBe(1);
    own.remove();
  });

  test.concurrent('list as json has every step, its files and its state', async () => {
    const { out } = await scratch.start(['list', 'json']);
    const rows = JSON.parse(out) as Record<string, unknown>[];
    expect(rows.map(({ name }) => name)).toContain('03-promise-all');
    expect(rows[2]).toMatchObject({ number: 3, exercise: 'exercises/03-promise-all.ts', state: 'open' });
  });

  test.concurrent('npm keeps options for itself and hands them on in the environment', async () => {
    const { out } = await scratch.start(['list'], { env: { npm_config_json: 'true' } });
    expect(() => JSON.parse(out) as unknown).not.toThrow();
  });

  test('hints come one at a time and are remembered; the solution waits for a pass or for reveal', async () => {
    expect((await scratch.start(['hint', '3'])).out).toMatch(/loadPage: hint 1 of 3\n1\. /);
    expect((await scratch.start(['hint', '3', 'loadPage'])).out).toMatch(/hint 2 of 3\n1\. [^]*\n2\. /);
    const closed = await scratch.start(['solution', '3']);
    expect(closed).toMatchObject({ status: 1, out: expect.stringContaining('has not passed yet') as string });
    const open = await scratch.start(['solution', '3', '--reveal']);
    expect(open.out).toMatch(
      /\n- {2}const orders = await[^]*\n\+ {2}const \[orders, offers\] = await Promise\.all[^]*Why it works/,
    );
    expect(open.out).not.toContain('Hints');
  });

  test('a pass is remembered by content: an edit makes it "changed", and reset keeps a dated copy', async () => {
    const answer = scratch.read('solutions/03-promise-all.ts');
    scratch.write('exercises/03-promise-all.ts', answer);
    expect((await scratch.start(['check', '3'])).status).toBe(0);
    expect((await scratch.start(['list'])).out).toMatch(/\[x\] 03/);
    scratch.write('exercises/03-promise-all.ts', `${answer}// more\n`);
    expect((await scratch.start(['list'])).out).toMatch(/\[~\] 03/);
    const { out } = await scratch.start(['reset', '3']);
    const [, kept = ''] =
      /kept in (\.workshop\/kept\/\d{4}-\d\d-\d\dT[\d-]+-03-promise-all\.ts)/.exec(out) ?? [];
    expect(scratch.read(kept)).toBe(`${answer}// more\n`);
    expect((await scratch.start(['list'])).out).toMatch(/\[~\] 03/);
  });

  test('two terminals at once lose nothing and leave no file half written', async () => {
    await Promise.all([1, 2, 4, 5, 3].map((step) => scratch.start(['hint', String(step)])));
    const { exercises } = JSON.parse(scratch.read('.workshop/progress.json')) as {
      exercises: Record<string, { hints?: unknown }>;
    };
    expect(Object.values(exercises).filter(({ hints }) => hints !== undefined)).toHaveLength(5);
    expect(
      readdirSync(scratch.path('.workshop')).filter((file) => !/^(progress\.json|kept)$/.test(file)),
    ).toEqual([]);
  });

  test('damaged progress is said once, answers are safe, and a check writes it anew', async () => {
    scratch.write('.workshop/progress.json', '{"exercises": {"03-pro');
    scratch.write('exercises/03-promise-all.ts', scratch.read('solutions/03-promise-all.ts'));
    const { status, err } = await scratch.start(['check', '3']);
    expect(status).toBe(0);
    expect(err.match(/cannot be read/g)).toHaveLength(1);
    expect((await scratch.start(['list'])).out).toMatch(/\[x\] 03/);
    expect(existsSync(scratch.path('.workshop/progress.lock'))).toBe(false);
  });

  test('predict reads its answers from standard input, and asks again what was missed', async () => {
    const wrong = await scratch.start(['predict', '3'], { input: '1 2 3 4 5 6\n3\n' });
    expect(wrong.out).toMatch(/\d of 6 lines at their place, and the total is wrong/);
    expect(wrong.out).toMatch(/It takes 2\.0s, not 3\.0s\. order bread was at work until the end/);
    const shown = [...wrong.out.matchAll(/^ +(\d) {2}(\S.*?) {2,}(\S.*)$/gm)].map(
      ([, number, lane, text]) => ({ number, what: `${lane} ${text}` }),
    );
    const right = [
      'order milk started',
      'order bread started',
      'order milk done',
      'order bread done',
      'main order milk: delivered',
      'main order bread: delivered',
    ];
    const order = right.map((line) => shown.find(({ what }) => what === line)!.number).join(' ');
    const again = await scratch.start(['predict'], { input: `${order}\n2.0\n` });
    expect(again.out).toMatch(/03 Promise\.all[^]*6 of 6 lines at their place, and the total is right/);
    expect((await scratch.start(['predict', '3'])).status).toBe(1);
  });
});
