import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, test } from 'vitest';
import { isReal } from '../../../workshop/catalog/lesson.ts';
import { stepNames } from '../../../workshop/catalog/steps.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const workshop = JSON.stringify(new URL('../../../workshop/index.ts', import.meta.url).href);
const folder = mkdtempSync(join(tmpdir(), 'interruption-'));
writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  status: number | null;
  signal: string | null;
  out: string[];
  err: string;
  /** From the first signal to the end, in real ms. */
  ms: number;
}

/** Starts a program, and sends it these signals, the first when it has said `ready`, each next one when it says more. */
function interrupt(file: string, ready: RegExp, ...signals: NodeJS.Signals[]): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', file], { cwd: root });
  const out: string[] = [];
  let err = '';
  let asked = 0;
  child.stderr.on('data', (text: Buffer) => (err += text.toString()));
  createInterface({ input: child.stdout }).on('line', (line) => {
    out.push(line.replace(/^ *[\d.]+s +/, ''));
    if (!ready.test(line) && asked === 0) return;
    asked ||= performance.now();
    const next = signals.shift();
    if (next) child.kill(next);
  });
  return new Promise((resolve) =>
    child.on('close', (status, signal) =>
      resolve({ status, signal, out, err, ms: performance.now() - asked }),
    ),
  );
}

let written = 0;
function program(body: string): string {
  const file = join(folder, `program ${(written += 1)}.ts`);
  writeFileSync(
    file,
    `import { block, createTask, log, run, sleep, taskGroup } from ${workshop};
    await run(async (args: string[], signal: AbortSignal) => {\n${body}\n}, import.meta);\n`,
  );
  return file;
}

// Windows knows no signals between processes: there Ctrl+C in a terminal does what SIGINT does here.
describe.skipIf(process.platform === 'win32').concurrent('Ctrl+C', { timeout: 60_000 }, () => {
  test('aborts the signal of main, waits for the cleanup, and ends with status 130', async ({ expect }) => {
    const ended = await interrupt(
      program(`try { await sleep(20); log('ready'); await sleep(60_000, { signal }); }
        finally { await sleep(100); log('cleaned up: ' + signal.reason.name); }`),
      /ready/,
      'SIGINT',
    );
    expect(ended).toMatchObject({
      status: 130,
      out: ['main         ready', 'main         cleaned up: AbortError'],
      err: '',
    });
  });

  test('SIGTERM does the same, with status 143', async ({ expect }) => {
    const ended = await interrupt(
      program(`await sleep(20); log('ready'); await sleep(60_000, { signal });`),
      /ready/,
      'SIGTERM',
    );
    expect(ended).toMatchObject({ status: 143, err: '' });
  });

  test('reaches a group that nobody gave the signal, and the tasks that main awaits', async ({ expect }) => {
    const shop = (name: string) =>
      `createTask((signal) => sleep(60_000, { signal }).finally(() => log('closed')), { name: '${name}' })`;
    const ended = await interrupt(
      program(`const beside = ${shop('bakery')};
        await taskGroup(async (group) => { group.${shop('dairy')}; await sleep(20); log('ready'); });`),
      /ready/,
      'SIGINT',
    );
    expect(ended).toMatchObject({ status: 130, err: '' });
    expect(ended.out.slice(1)).toEqual(['dairy        closed', 'bakery       closed']);
  });

  test('does not wait for what cannot hear it, and says what that is; the others close meanwhile', async ({
    expect,
  }) => {
    const ended = await interrupt(
      program(`const close = async () => { await sleep(100); log('closed'); };
        createTask((own) => sleep(60_000, { signal: own }).finally(close), { name: 'shop' });
        await sleep(20); log('ready'); await sleep(60_000); log('main goes on');`),
      /ready/,
      'SIGINT',
    );
    expect(ended.out.slice(1)).toEqual(['shop         closed']);
    expect(ended).toMatchObject({
      status: 130,
      err: 'Cancelled, and does not answer:\n  main waits in sleep(60000)\n',
    });
    expect(ended.ms).toBeLessThan(20_000);
  });

  test('a second one ends a cleanup that takes long, immediately', async ({ expect }) => {
    const ended = await interrupt(
      program(`try { await sleep(20); log('ready'); await sleep(60_000, { signal }); }
        finally { await sleep(500); log('cleaning up'); await sleep(60_000); log('never'); }`),
      /ready/,
      'SIGINT',
      'SIGINT',
    );
    expect(ended).toMatchObject({
      status: 130,
      out: ['main         ready', 'main         cleaning up'],
      err: '',
    });
  });

  test('that a runner passes on a second time within 300 ms is still one', async ({ expect }) => {
    const ended = await interrupt(
      program(`try { await sleep(20); log('ready'); await sleep(60_000, { signal }); }
        finally { log('cleaning up'); await sleep(100); log('cleaned up'); }`),
      /ready/,
      'SIGINT',
      'SIGINT',
    );
    expect(ended).toMatchObject({ status: 130, err: '' });
    expect(ended.out.at(-1)).toBe('main         cleaned up');
  });

  test('what really fails in the cleanup is told', async ({ expect }) => {
    const ended = await interrupt(
      program(`createTask((own) => sleep(60_000, { signal: own }).catch(() => { throw new Error('no receipt'); }), { name: 'shop' });
        try { await sleep(20); log('ready'); await sleep(60_000, { signal }); } catch { throw new Error('not saved'); }`),
      /ready/,
      'SIGINT',
    );
    expect(ended.status).toBe(130);
    expect(ended.err).toContain('main failed: Error: not saved');
    expect(ended.err).toContain('shop failed, and nothing handled it: Error: no receipt');
  });

  test('ends a program that has never yielded as it ends any other', async ({ expect }) => {
    const ended = await interrupt(program(`log('ready'); block(60_000);`), /ready/, 'SIGINT');
    expect(ended).toMatchObject({ signal: 'SIGINT' });
  });
});

describe.skipIf(process.platform === 'win32').concurrent('Ctrl+C in a step', { timeout: 60_000 }, () => {
  // Steps with sockets, threads or processes of their own have their own tests of this.
  test.each(stepNames().filter((name) => !isReal(name)))(
    '%s ends with status 130, and leaves no process',
    async (name) => {
      const ended = await interrupt(join(root, `steps/${name}.ts`), /./, 'SIGINT');
      const isInterrupted = ended.status === 130 || ended.signal === 'SIGINT';
      if (!isInterrupted) throw new Error(`${name} ended with ${JSON.stringify(ended)}`);
    },
  );
});

describe.concurrent('a task that fails in a script without run()', { timeout: 60_000 }, () => {
  const script = (body: string) => {
    const file = join(folder, `script ${(written += 1)}.ts`);
    writeFileSync(file, `import { createTask, sleep } from ${workshop};\n${body}\n`);
    return interrupt(file, /never/);
  };
  const failing = `createTask(async () => { await sleep(10); throw new Error('sold out'); }, { name: 'milk' })`;

  test('is told at the end of the process, with status 1', async ({ expect }) => {
    const ended = await script(
      `${failing}; console.log('goes on'); setTimeout(() => console.log('to its end'), 50);`,
    );
    expect(ended).toMatchObject({
      status: 1,
      out: ['goes on', 'to its end'],
      err: 'milk failed, and nothing handled it: Error: sold out\n',
    });
  });

  test('is not told when something handles it, however late', async ({ expect }) => {
    const ended = await script(
      `const milk = ${failing}; await sleep(50); await milk.catch(() => console.log('caught'));`,
    );
    expect(ended).toMatchObject({ status: 0, out: ['caught'], err: '' });
  });

  test('does not change another exit status', async ({ expect }) => {
    const ended = await script(`${failing}; process.exitCode = 3;`);
    expect(ended).toMatchObject({ status: 3 });
  });
});
