import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const at = (path: string) => JSON.stringify(new URL(`../../../workshop/${path}`, import.meta.url).href);
// A path like those that people have. The package.json makes its files ES modules.
const folder = join(mkdtempSync(join(tmpdir(), 'workshop-')), 'Müllers Ordner mit Leerzeichen');
mkdirSync(folder);
writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

interface Ended {
  status: number | null;
  out: string;
  err: string;
}

function start(file: string, args: string[] = [], reader?: (text: string) => boolean): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', file, ...args],
      { cwd: root },
      (_error, out, err) => resolve({ status: child.exitCode, out, err }),
    );
    child.stdout?.on('data', (text: string) => reader?.(text) && child.stdout?.destroy());
  });
}

let written = 0;
function program(body: string, rest = 'await run(main, import.meta);'): string {
  const file = join(folder, `program ${(written += 1)}.ts`);
  writeFileSync(
    file,
    `import { block, createTask, log, run, settings, count, sleep } from ${at('index.ts')};
export async function main(args: string[]): Promise<void> {\n${body}\n}\n${rest}\n`,
  );
  return file;
}

// Starting ten of them takes a second, and ten on a machine that is busy with other things.
describe.concurrent('a program as a process of its own', { timeout: 30_000 }, () => {
  test('gets its arguments, prints its lines in order, in real time, and ends with status 0', async ({
    expect,
  }) => {
    const before = performance.now();
    const { status, out, err } = await start(
      program(`log('args', args.join('+'));
      const milk = createTask(async () => { await sleep(200); log('done'); }, { name: 'milk' });
      log('scheduled'); await milk;`),
      ['1', 'ü'],
    );
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out.replace(/^ *[\d.]+s/gm, '')).toBe(
      ['args         1+ü', 'main         scheduled', 'milk         done', '']
        .map((line) => line && `  ${line}`)
        .join('\n'),
    );
    expect(out).not.toContain('\u001b');
    expect(performance.now() - before).toBeGreaterThan(198);
  });

  test('cancels what is left when main ends, and waits for the cleanup', async ({ expect }) => {
    const { status, out } = await start(
      program(`createTask(async (signal) => {
        try { await sleep(60_000, { signal }); } finally { await sleep(50); log('closed'); }
      }, { name: 'shop' }); await sleep(10); log('end');`),
    );
    expect(status).toBe(0);
    expect(out).toMatch(/main +end\n.*shop +closed\n$/);
  });

  test('a failure of main is one line and status 1', async ({ expect }) => {
    const { status, out, err } = await start(program(`throw new RangeError('no milk');`));
    expect({ status, out, err }).toEqual({ status: 1, out: '', err: 'main failed: RangeError: no milk\n' });
  });

  test('a failed task that nobody looked at is one line and status 1', async ({ expect }) => {
    const { status, err } = await start(
      program(`createTask(() => { throw new Error('sold out'); }, { name: 'milk' });
      await sleep(1);`),
    );
    expect({ status, err }).toEqual({
      status: 1,
      err: 'milk failed, and nothing handled it: Error: sold out\n',
    });
  });

  test('arguments it cannot use are one line and status 2', async ({ expect }) => {
    const { status, err } = await start(program(`settings(args, { cups: count(3, 9) });`), ['many']);
    expect({ status, err }).toEqual({
      status: 2,
      err: 'cups takes a whole number from 1 to 9; it was given "many".\n',
    });
  });

  test('a program with nothing left to run says who waits for what, with status 13', async ({ expect }) => {
    const { status, err } = await start(
      program(`await createTask(() => new Promise(() => {}), { name: 'shop' });`),
    );
    expect(status).toBe(13);
    expect(err).toMatch(
      /^Nothing is left to run, and main is not done:\n {2}main waits for shop\n {2}shop waits for a promise that nobody settles/,
    );
  });

  test.each([
    ['process.exit(3)', 'process.exit(3);', 3],
    ['an error nobody handles', `setTimeout(() => { throw new Error('lost'); }, 1); await sleep(1000);`, 1],
  ])('%s ends it at once and is not called a deadlock', async (_name, body, expected) => {
    const { status, err } = await start(program(body));
    expect(status).toBe(expected);
    expect(err).not.toContain('Nothing is left');
  });

  test('a reader that stops reading early is no error', async ({ expect }) => {
    const { status, err } = await start(
      program(`for (;;) { log('x'.repeat(1000)); await sleep(0); }`),
      [],
      () => true,
    );
    expect({ status, err }).toEqual({ status: 0, err: '' });
  });

  test('a file that is imported does not run', async ({ expect }) => {
    const file = program(`log('ran');`);
    const importer = program('', `import ${JSON.stringify(pathToFileURL(file).href)};`);
    expect(await start(importer)).toEqual({ status: 0, out: '', err: '' });
    const words = ['-e', `import ${JSON.stringify(pathToFileURL(file).href)}`];
    expect(await start('--input-type=module', words)).toEqual({ status: 0, out: '', err: '' });
  });

  test('a file that is run through a symbolic link does run', async ({ expect, skip }) => {
    const link = join(folder, 'link.ts');
    try {
      symlinkSync(program(`log('ran');`), link);
    } catch {
      skip('this account may not make symbolic links');
    }
    expect((await start(link)).out).toMatch(/main +ran\n$/);
  });
});

test('a step runs under bare node where node strips types', async ({ skip }) => {
  if (!('typescript' in process.features && process.features.typescript)) skip('this Node needs tsx');
  const file = program(`log('bare');`);
  const { error, out } = await new Promise<{ error: unknown; out: string }>((resolve) =>
    execFile(process.execPath, ['--disable-warning=ExperimentalWarning', file], { cwd: root }, (error, out) =>
      resolve({ error, out }),
    ),
  );
  expect(error).toBe(null);
  expect(out).toMatch(/main +bare\n$/);
});
