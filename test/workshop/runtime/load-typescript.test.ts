import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeEach, afterEach, expect, test } from 'vitest';
import { readsTypeScript } from '../../../workshop/runtime/typescript.ts';

// A workshop of three files: what takes the types away, a file of the machinery, and one of a learner who uses it.
const loader = 'workshop/runtime/load-typescript.js';
const root = fileURLToPath(new URL('../../../', import.meta.url));
let folder: string;
const path = (file: string) => join(folder, file);
const by = readsTypeScript() ? 'node' : 'esbuild';
const kept = () => path(`node_modules/.cache/workshop/without-types/${by}`);
const write = (file: string, text: string) => writeFileSync(path(file), text);

beforeEach(() => {
  folder = join(realpathSync(mkdtempSync(join(tmpdir(), 'wörk shop-'))), 'workshop');
  for (const each of ['workshop/runtime', 'node_modules']) mkdirSync(path(each), { recursive: true });
  cpSync(join(root, loader), path(loader));
  symlinkSync(realpathSync(join(root, 'node_modules/esbuild')), path('node_modules/esbuild'), 'junction');
  write('package.json', '{ "type": "module" }');
  write('workshop/greet.ts', 'export const greet = (name: string): string => `hello ${name}`;\n');
  write('answer.ts', "import { greet } from './workshop/greet.ts';\n\nconsole.log(greet('milk'));\n");
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

function start(file: string): { status: number | null; out: string; err: string } {
  const args = ['--import', pathToFileURL(path(loader)).href, path(file)];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
}
const hello = { status: 0, out: 'hello milk\n', err: '' };

test('a program runs without its types, and what is left of the machinery is kept', () => {
  expect(start('answer.ts')).toEqual(hello);
  expect(readdirSync(kept())).toEqual(['greet.ts.json']);
  const { of, source } = JSON.parse(readFileSync(join(kept(), 'greet.ts.json'), 'utf8'));
  expect(of).toBe(readFileSync(path('workshop/greet.ts'), 'utf8'));
  expect(source).toContain('hello');
  expect(source).not.toContain('string');
});

test('what was kept is used the next time, and no longer once the file is another one', () => {
  start('answer.ts');
  const copy = join(kept(), 'greet.ts.json');
  const { of } = JSON.parse(readFileSync(copy, 'utf8'));
  writeFileSync(copy, JSON.stringify({ of, source: "export const greet = () => 'from what was kept';" }));
  expect(start('answer.ts').out).toBe('from what was kept\n');
  // As long as before, and within the same moment.
  write('workshop/greet.ts', of.replace('hello', 'howdy'));
  expect(start('answer.ts').out).toBe('howdy milk\n');
});

test('a copy that cannot be read is made anew, and where none can be written the program runs all the same', () => {
  start('answer.ts');
  writeFileSync(join(kept(), 'greet.ts.json'), '{ "of": ');
  expect(start('answer.ts')).toEqual(hello);
  rmSync(kept(), { recursive: true });
  writeFileSync(kept(), 'a file in the place of the folder');
  expect(start('answer.ts')).toEqual(hello);
});

test('an error is where the editor shows it, also in what was kept, and when the folder has moved', () => {
  const lines = [
    '',
    '// A word.',
    'export const greet = (name: string): string => {',
    '  throw new Error(name);',
    '};',
  ];
  write('workshop/greet.ts', lines.join('\n'));
  for (const time of ['first', 'second', 'moved']) {
    if (time === 'moved') {
      renameSync(folder, `${folder} of mine`);
      folder = `${folder} of mine`;
    }
    const { status, err } = start('answer.ts');
    expect(status, time).toBe(1);
    for (const place of ['workshop/greet.ts:4:9', 'answer.ts:3:13'])
      expect(decodeURI(err).replaceAll('\\', '/'), time).toContain(
        `${folder.replaceAll('\\', '/')}/${place}`,
      );
  }
});

test('what cannot be read is told with its place', () => {
  write('answer.ts', 'const milk: number = ;\n');
  const { status, err } = start('answer.ts');
  expect(status).toBe(1);
  expect(err).toMatch(/answer\.ts:1/);
});
