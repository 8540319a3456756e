import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { timeline } from '../../../workshop/cli/timeline.ts';

vi.setConfig({ testTimeout: 30_000 });
const file = fileURLToPath(new URL('../programs/launch-order.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'timeline '));
afterEach(() => vi.restoreAllMocks());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function listen(): { said: () => string; complained: () => string } {
  const [out, err] = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockReturnValue(true),
  );
  const text = (spy: typeof out) => spy!.mock.calls.map(([words]) => String(words)).join('');
  return { said: () => text(out), complained: () => text(err) };
}

/** A script in the folder, as a reader may have one. */
function script(name: string, text: string): string {
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

test('draws two runs of a file one above the other', async () => {
  const { said } = listen();
  expect(await timeline([file, 'in-order', '+', file])).toBe(0);
  expect(said()).toMatch(/in-order: total 3\.6 s\n.*A .*\n(.*\n)+.*: total 1\.4 s/);
});

test('for a step it draws what the lesson draws: step 03 stands under step 02', async () => {
  const { said } = listen();
  await timeline(['3']);
  expect(said()).toMatch(/02-awaited-sequence: total 3\.0 s\n(.*\n)+03-promise-all: total 2\.0 s/);
});

test('tells states apart, as a recorded run is told by its tasks: B is ready while A runs, main waits for tasks', async () => {
  const { said } = listen();
  await timeline([file]);
  expect(said()).toMatch(/\nmain +┄+\nA +█+●·+█+\nB +▒+█+●·+█+\n/);
});

test('writes picture, page and trace, by words and by options', async () => {
  const { said } = listen();
  const names = ['svg', 'html', 'trace'].map((kind) => join(folder, `a.${kind}`));
  await timeline([file, 'svg', names[0]!, `--html=${names[1]}`, '--trace', names[2]!]);
  expect(said()).toBe(names.map((name) => `wrote ${name}\n`).join(''));
  const [svg, html, trace] = names.map((name) => readFileSync(name, 'utf8'));
  expect(svg).toMatch(/^<svg /);
  expect(svg).toContain('class="wake"');
  expect(html).toMatch(/^<!doctype html>/);
  expect(JSON.parse(trace!)).toMatchObject({ displayTimeUnit: 'ms' });
});

test('writes over no file without a word', async () => {
  const { said } = listen();
  const kept = script('kept.svg', 'mine');
  const refused = await timeline([file, 'svg', kept]).catch((error: Error) => error);
  expect((refused as Error).message).toBe(
    `${kept} is there already. Give another name, or add the word: overwrite`,
  );
  expect(readFileSync(kept, 'utf8')).toBe('mine');
  await timeline([file, 'svg', kept, 'overwrite', 'no-arrows']);
  expect(said()).toBe(`wrote ${kept}\n`);
  expect(readFileSync(kept, 'utf8')).toMatch(/^<svg /);
  expect(readFileSync(kept, 'utf8')).not.toContain('class="wake"');
});

test('open says how to look at what it wrote', async () => {
  const { said } = listen();
  const [html, trace] = ['b.html', 'b.json'].map((name) => join(folder, name)) as [string, string];
  await timeline([file, 'html', html, 'trace', trace, 'open']);
  expect(said().split('\n')).toEqual([
    `wrote ${html}`,
    `Open it in a browser: ${pathToFileURL(html).href}`,
    `wrote ${trace}`,
    'Open https://ui.perfetto.dev, or chrome://tracing in Chrome, and drop the file on the page.',
    '',
  ]);
});

test('open alone draws, and writes a page to look at', async () => {
  const { said } = listen();
  await timeline([file, 'open']);
  const [, page = ''] = /^wrote (.+)\nOpen it in a browser: file:/m.exec(said()) ?? [];
  expect(said()).toMatch(/\nmain +┄+\n/);
  expect(said()).not.toContain('real time');
  expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>/);
  rmSync(join(page, '..'), { recursive: true });
});

test('real runs the program in real time: its lines come first, then the same picture with its states', async () => {
  const { said } = listen();
  const begun = performance.now();
  await timeline([file, 'real']);
  expect(performance.now() - begun).toBeGreaterThan(1400);
  expect(said()).toMatch(/^ +0\.0s {2}A +A_1\n/);
  // A busy machine is late anywhere; what happens is the same.
  expect(said()).toMatch(/\nlaunch-order\.ts: total [1-9].*\n(.*\n)*A +.*█.*·.*█.*\nB +▒+█.*·.*█.*\n/);
});

test('a step that says so runs in real time, unasked: its lines come first', async () => {
  const { said } = listen();
  await timeline(['13']);
  // Which of the two threads is heard first, the machine decides.
  expect(said()).toMatch(/^ +\d\.\ds {2}(order (milk|bread) +in progress\.\.\.|timer .*)\n/);
  expect(said()).toMatch(
    /\n13-worker-threads: total [^]*\nIt ran in real time: times differ from run to run\.\n$/,
  );
});

test('real refuses a script without main, in one line, and does not run it', async () => {
  listen();
  const raw = script('raw.ts', `process.exitCode = 77;\n`);
  const refused = await timeline([raw, 'real']).catch((error: Error) => error);
  expect((refused as Error).message).toBe(
    'raw.ts exports no main, as the steps do: draw it without the word real.',
  );
  expect(process.exitCode).not.toBe(77);
});

test('an error in a script names file and line, recorded or real', async () => {
  const { complained } = listen();
  const { href } = pathToFileURL(fileURLToPath(new URL('../../../workshop/index.ts', import.meta.url)));
  const bad = script(
    'bad.ts',
    `import { log, run } from '${href}';\nexport async function main() {\n  log('hi');\n  throw new TypeError('no milk');\n}\nawait run(main, import.meta);\n`,
  );
  await timeline([bad]);
  expect(complained()).toBe('bad.ts:4:9: TypeError: no milk\n');
  const broken = script('broken.ts', 'const a = 1;\nconst b = ;\n');
  const refused = await timeline([broken]).catch((error: Error) => error);
  expect((refused as Error).message).toBe('broken.ts:2:11: Unexpected ";"');
});

test('after -- all words belong to the program', async () => {
  const said = listen();
  const refused = await timeline(['3', '--', 'open']).catch((error: Error) => error);
  expect((refused as Error).message).toContain('it was given "open"');
  expect(said.said()).toBe('');
});

test.each([
  [['nothing.ts'], '"nothing.ts" is neither a step nor a file'],
  [['99'], '"99" is neither a step nor a file'],
  [[], 'Which program?'],
  [['3', '--svg'], 'After svg comes the name of the file to write'],
  [['3', 'svg', 'no/such/folder/a.svg'], 'there is no folder no/such/folder'],
  [['3', 'nonsense'], 'it was given "nonsense"'],
])('%j is refused in one line', async (args, words) => {
  const refused = await timeline(args).catch((error: Error) => error);
  expect(refused).toMatchObject({ name: 'UsageError', message: expect.stringContaining(words) });
  expect((refused as Error).message).not.toContain('\n');
});
