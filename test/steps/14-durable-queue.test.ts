import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { main } from '../../steps/14-durable-queue.ts';
import { root } from '../../workshop/catalog/steps.ts';
import type { Engine } from '../../workshop/durable/engine.ts';
import { startShop } from '../../workshop/durable/shop-process.ts';
import { parseTranscript } from '../../workshop/coach/expectation.ts';
import { runProgram, type Line } from '../../workshop/runtime/run-program.ts';

// Databases and processes: in real time, and only what must come before what.
const installed = existsSync(new URL('workshop/durable/node_modules/', root));
const folder = mkdtempSync(join(tmpdir(), 'step-14-'));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

interface Ended {
  status: number | null;
  lines: Line[];
  stdout: string;
  stderr: string;
}

/** Runs a program; `until` is a text at which it gets a Ctrl+C. */
function start(
  args: string[],
  { env = {}, until }: { env?: NodeJS.ProcessEnv; until?: string } = {},
): Promise<Ended> {
  const all = { ...process.env, NO_COLOR: '1', PGLITE_FOLDER: join(folder, 'orders'), ...env };
  const options = {
    cwd: fileURLToPath(root),
    env: { ...all, VITEST: undefined, NODE_OPTIONS: undefined, DATABASE_URL: env['DATABASE_URL'] },
  };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', ...args],
      options,
      (_error, stdout, stderr) =>
        resolve({
          status: child.exitCode,
          lines: stdout.includes('after') || /^ *\d/.test(stdout) ? parseTranscript(stdout) : [],
          stdout,
          stderr,
        }),
    );
    let said = '';
    child.stdout!.on('data', (chunk: string) => {
      said += chunk;
      if (until && said.includes(until)) child.kill('SIGINT');
      if (until && said.includes(until)) until = undefined;
    });
  });
}

const step = 'steps/14-durable-queue.ts';
const texts = ({ lines }: Pick<Ended, 'lines'>, lane?: string) =>
  lines.filter((line) => lane === undefined || line.lane === lane).map(({ text }) => text);

test.skipIf(installed)('without its packages the step says in one line how to install them', async () => {
  const { status, stderr } = await start([step]);
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr:
      'Step 14 needs a database and a queue, which are installed once with: npm ci --prefix workshop/durable\n',
  });
});

test('a bad argument is refused in one line that says what was given and what is accepted', async () => {
  const { outcome } = await runProgram(() => main(['crush'], new AbortController().signal));
  expect(outcome).toMatchObject({
    error: { message: 'part takes crash, retry, place or shop; it was given "crush".' },
  });
});

test('who waits for a shop hears when it has ended, or when Ctrl+C is pressed', async () => {
  const silent = join(folder, 'silent.mjs');
  writeFileSync(silent, `process.once('message', () => process.exit());`);
  const engine = { sql: async () => ({ rows: [] }), users: new Set() } as unknown as Engine;
  const stop = new AbortController();
  const { outcome, processes } = await runProgram(
    async () => {
      const shop = startShop(pathToFileURL(silent).href, 'shop 1', engine, stop.signal);
      const stopped = shop.says('is open').catch((error: unknown) => error);
      stop.abort('Ctrl+C');
      const left = startShop(pathToFileURL(silent).href, 'shop 2', engine, new AbortController().signal);
      const ended = left.says('is open').catch((error: Error) => error.message);
      for (const close of engine.users) await close();
      return [await stopped, await ended];
    },
    { clock: 'real' },
  );
  expect(outcome).toMatchObject({ value: ['Ctrl+C', 'shop 2 has ended before it said "is open".'] });
  expect(processes.map(({ lane, isKilled }) => [lane, isKilled])).toEqual([
    ['shop 1', false],
    ['shop 2', false],
  ]);
  for (const { from, to } of processes) expect(to).toBeGreaterThan(from);
});

// `npm ci --prefix workshop/durable` was not run here: these are left out, and vitest says how many.
describe.skipIf(!installed)('on PGlite', { timeout: 300_000 }, () => {
  test('an order outlives the shop that held it: the other charges nothing and finishes it', async () => {
    const run = await runProgram(() => main([], new AbortController().signal), { clock: 'real' });
    expect(run.outcome.kind).toBe('finished');
    // More than once where the machine is so busy that a shop takes longer than its lease.
    const ready = new Set(texts(run).filter((text) => / is ready$/.test(text)));
    expect([...ready].sort()).toEqual([1, 2, 3, 4].map((n) => `order ${n} is ready`));
    const charged = run.lines.filter(({ text }) => text.startsWith('charges for')).map(({ text }) => text);
    expect(charged.sort()).toEqual([1, 2, 3, 4].map((n) => `charges for order ${n}`));

    const [, held] = /^charges for (.*)$/.exec(texts(run, 'shop 1').at(-2)!)!;
    expect(texts(run, 'shop 1').at(-1)).toBe('is killed');
    expect(texts(run, 'shop 2')).toContain(`${held} has been charged for`);
    expect(texts(run, 'main').at(-1)).toBe('ready: 4, given up: 0, dead letters: 0');
    // Not before the lease of two seconds has run out.
    const taken = run.lines.filter(({ text }) => text === `takes ${held}`).map(({ at }) => at);
    expect(taken).toHaveLength(2);
    expect(taken[1]! - taken[0]!).toBeGreaterThanOrEqual(1800);

    // What the picture shows: the lease outlives the process that held it, and the other shop keeps its own.
    const [killed, other] = run.processes;
    expect(killed).toMatchObject({ lane: 'shop 1', isKilled: true });
    const lease = killed!.leases.at(-1)!;
    expect(lease).toMatchObject({ what: held, due: lease.from + 2000 });
    expect(lease.to).toBeUndefined();
    expect(lease.due).toBeGreaterThan(killed!.to!);
    expect(other).toMatchObject({ lane: 'shop 2', isKilled: false });
    expect(other!.leases.at(-1)).toMatchObject({ what: held });
    for (const { from, to } of other!.leases) expect(to).toBeGreaterThan(from);
    expect(other!.leases[0]!.from).toBeGreaterThan(other!.from);
    expect(other!.to).toBeGreaterThan(other!.leases.at(-1)!.to!);
  });

  test('an order that always fails is tried three times and becomes a dead letter', async () => {
    const run = await start([step, 'retry']);
    expect(run.stderr).toBe('');
    expect(run.status).toBe(0);
    const said = texts(run);
    expect(said.filter((text) => text === 'takes rotten egg')).toHaveLength(3);
    expect(said.filter((text) => text.startsWith('gives rotten egg back'))).toHaveLength(3);
    expect(said.filter((text) => text === 'milk is ready')).toHaveLength(1);
    expect(said).toContain('ready: 1, given up: 1, dead letters: 1');
  });

  test('orders in a folder wait for a shop, and Ctrl+C lets it finish what it holds', async () => {
    expect(texts(await start([step, 'place', '2']))).toEqual(['orders waiting: 2']);
    const first = await start([step, 'shop'], { until: 'takes order 1' });
    expect(texts(first)).toEqual([
      'is open',
      'takes order 1',
      'charges for order 1',
      'order 1 is ready',
      'is now closed.',
    ]);
    expect(first.status).toBe(130);
    // Three on a machine so busy that order 1 was not ready within its lease.
    expect(texts(await start([step, 'place', '1'])).join()).toMatch(/^orders waiting: [23]$/);
  });

  test.each([
    ['nonsense', /^DATABASE_URL is no address of a database\. .*\n$/],
    ['postgres://a:secret@127.0.0.1:1/x', /^Nobody answers at the database at 127\.0\.0\.1:1\/x\..*\n$/],
  ])('DATABASE_URL=%s is refused in one line, and the password is not shown', async (url, line) => {
    const { status, stderr } = await start([step], { env: { DATABASE_URL: url } });
    expect(stderr).toMatch(line);
    expect(stderr).not.toContain('secret');
    expect(status).toBe(2);
  });

  const lesson = readFileSync(new URL('steps/14-durable-queue.md', root), 'utf8');
  test.each([[['bug']], [[]]])(
    'the plain program with %j prints what the lesson shows',
    async (args: string[]) => {
      const shown = new RegExp(
        `<!-- run: plain${args.map((word) => ` ${word}`).join('')} -->\n\`\`\`text\n([^]*?)\`\`\``,
      );
      const { status, stdout } = await start(['steps/14-durable-queue.plain.ts', ...args]);
      expect({ status, stdout }).toEqual({ status: 0, stdout: shown.exec(lesson)![1] });
    },
  );
});
