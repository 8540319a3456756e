import { existsSync, readdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { UsageError } from '../../../workshop/runtime/arguments.ts';
import { commandCalled, commands } from '../../../workshop/cli/commands.ts';
import { check } from '../../../workshop/cli/check.ts';
import { usageLines } from '../../../workshop/cli/help.ts';
import { hint } from '../../../workshop/cli/hint.ts';
import { predict } from '../../../workshop/cli/predict.ts';
import { list } from '../../../workshop/cli/list.ts';
import { reset } from '../../../workshop/cli/reset.ts';
import { run } from '../../../workshop/cli/run-step.ts';
import { watch } from '../../../workshop/cli/watch.ts';
import { Scratch, type Session } from '../scratch.ts';

let scratch: Scratch;
let session: Session;
beforeAll(() => {
  scratch = new Scratch();
  session = scratch.session();
});
afterAll(() => {
  session.end();
  scratch.remove();
});

describe('npm start, as a process,', { timeout: 30_000 }, () => {
  test.concurrent('without a terminal says in 24 lines what this is, what to do and how to leave', async () => {
    const { status, out, err } = await scratch.start([]);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/one small program at a time[^]*Read the lesson: [^]*npm start 1\b[^]*q leaves/);
    expect(out.trimEnd().split('\n').length).toBeLessThanOrEqual(24);
  });

  test.concurrent('a word that is no command: one clear line, status 2', async () => {
    const { status, err } = await scratch.start(['nonsense']);
    expect(err).toMatch(/^"nonsense" is neither a command nor a step\. .*\n$/);
    expect(status).toBe(2);
  });

  test.concurrent('a step with a syntax error: one line with its place, status 1', async () => {
    scratch.write('steps/11-dynamic-tasks.ts', "import { run } from '#workshop';\nexport function main( {\n");
    const { status, err } = await scratch.start(['11']);
    expect(err).toMatch(/^steps\/11-dynamic-tasks\.ts:\d:\d+: \S.*\n$/);
    expect(status).toBe(1);
  });

  test('two terminals at once lose nothing and leave no file half written', async () => {
    await Promise.all([1, 2, 4, 5].map((step) => scratch.start(['hint', String(step)])));
    const { exercises } = JSON.parse(scratch.read('.workshop/progress.json')) as {
      exercises: Record<string, { hints?: unknown }>;
    };
    expect(Object.values(exercises).filter(({ hints }) => hints !== undefined)).toHaveLength(4);
    expect(
      readdirSync(scratch.path('.workshop')).filter((file) => !/^(progress\.json|kept)$/.test(file)),
    ).toEqual([]);
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

describe('help', () => {
  const printed = usageLines(commands, 80).join('\n');

  test('lists each way to use each command, on 80 columns beside what it does, on 50 above it', () => {
    for (const { usage } of commands)
      for (const [words] of usage) expect(printed).toContain(`npm start ${words}`.trimEnd());
    for (const width of [50, 80])
      for (const line of usageLines(commands, width)) expect(line.length).toBeLessThanOrEqual(width);
  });

  test('of one command: npm start check --help', async () => {
    const { out } = await scratch.start(['check', '--help']);
    expect(out).toMatch(/^ +npm start check 3 +check the exercise of step 3\n +npm start check all/);
  });

  test('a command has a name of its own, and is found by it', () => {
    expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
    for (const command of commands) expect(commandCalled(`--${command.name}`)).toBe(command);
    expect(commandCalled('-h')?.name).toBe('help');
    expect(commandCalled('3')).toBeUndefined();
  });
});

describe('a command', { timeout: 30_000 }, () => {
  afterEach(() => vi.restoreAllMocks());
  const listen = () => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    return () => write.mock.calls.map(([text]) => String(text)).join('');
  };

  test.each([
    [check, ['99'], /There is no step "99"\. A step is a number from 1 to \d+/],
    [check, ['3', '4'], /"4" is one word too many/],
    [list, ['--nope'], /--nope is not an option of this command\. It knows --json/],
    [
      hint,
      ['3', 'nope'],
      /There are no hints for "nope" in step 3\. There are for: loadDashboard, loadPage, all/,
    ],
    [reset, [], /Which exercise\?/],
    [run, ['3', 'instant', 'x'], /part takes together, rejection or settled; it was given "x"/],
    [watch, [], /watch needs a terminal/],
    [
      predict,
      ['14'],
      /14-durable-queue\.ts runs in real time, .* Make yours with steps\/14-durable-queue\.md\./,
    ],
  ])('%o %j cannot be done, and it says why in one line', async (command, args, says) => {
    listen();
    const refused: unknown = await command(args).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(UsageError);
    expect((refused as UsageError).message).toMatch(says);
    expect((refused as UsageError).message).not.toContain('\n');
  });

  test('runs a step on the virtual clock in no time, to take 2.0 s', async () => {
    const said = listen();
    expect(await run(['promise-all', '--instant', 'together', '2', '1'])).toBe(0);
    expect(said()).toMatch(/ 1\.0s {2}order bread {2}done\n[^]*\n2\.0 s on the virtual clock/);
  });

  test('lists every step as json, with its files; npm hands its options on in the environment', async () => {
    const said = listen();
    process.env['npm_config_json'] = 'true';
    try {
      await list([]);
    } finally {
      delete process.env['npm_config_json'];
    }
    const rows = JSON.parse(said()) as Record<string, unknown>[];
    expect(rows[2]).toMatchObject({
      number: 3,
      name: '03-promise-all',
      exercise: 'exercises/03-promise-all.ts',
    });
    await list(['json']);
    expect(said()).toBe(`${JSON.stringify(rows, null, 2)}\n`.repeat(2));
  });
});

describe('what is remembered', { timeout: 30_000 }, () => {
  test('hints come one at a time; the solution waits for a pass or for reveal', async () => {
    expect((await session.call('hint', '3')).out).toMatch(/loadDashboard: hint 1 of 3\n1\. /);
    expect((await session.call('hint', '3', 'loadDashboard')).out).toMatch(/hint 2 of 3\n1\. [^]*\n2\. /);
    const closed = await session.call('solution', '3');
    expect(closed).toMatchObject({ status: 1, out: expect.stringContaining('has not passed yet') as string });
    const open = await session.call('solution', '3', '--reveal');
    expect(open.out).toMatch(
      /\n- {2}const sales = await[^]*\n\+ {2}const \[orders, offers\] = await Promise\.all[^]*Why it works/,
    );
    expect(open.out).not.toContain('Hints');
  });

  test('a pass, by content: an edit makes it "changed", and reset keeps a dated copy', async () => {
    expect((await session.call('list')).out).toMatch(/\[ \] 03/);
    const answer = scratch.read('solutions/03-promise-all.ts');
    scratch.write('exercises/03-promise-all.ts', answer);
    expect((await session.call('check', '3')).status).toBe(0);
    expect((await session.call('list')).out).toMatch(/\[x\] 03/);
    scratch.write('exercises/03-promise-all.ts', `${answer}// more\n`);
    expect((await session.call('list')).out).toMatch(/\[~\] 03/);
    const { out } = await session.call('reset', '3');
    const [, kept = ''] =
      /kept in (\.workshop\/kept\/\d{4}-\d\d-\d\dT[\d-]+-03-promise-all\.ts)/.exec(out) ?? [];
    expect(scratch.read(kept)).toBe(`${answer}// more\n`);
    expect((await session.call('list')).out).toMatch(/\[~\] 03/);
  });

  test('may be damaged: that is said once, answers are safe, and a check writes it anew', async () => {
    scratch.write('.workshop/progress.json', '{"exercises": {"03-pro');
    scratch.write('exercises/03-promise-all.ts', scratch.read('solutions/03-promise-all.ts'));
    const { status, err } = await scratch.start(['check', '3']);
    expect(status).toBe(0);
    expect(err.match(/cannot be read/g)).toHaveLength(1);
    expect((await session.call('list')).out).toMatch(/\[x\] 03/);
    expect(existsSync(scratch.path('.workshop/progress.lock'))).toBe(false);
  });
});
