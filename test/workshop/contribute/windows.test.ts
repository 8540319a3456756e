import { readdirSync, readFileSync } from 'node:fs';
import { win32 } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { explainBroken } from '../../../workshop/catalog/broken.ts';
import { findStep, type Step } from '../../../workshop/catalog/steps.ts';
import { explainError, placeOf } from '../../../workshop/runtime/explain-error.ts';
import { root } from '../../../workshop/catalog/steps.ts';

// What can be known of Windows without one: its paths where a text is searched for one, and what its shells and its
// file system refuse.

const windows = { windows: true };
const home = 'C:\\Users\\Ada Müller\\my (async) workshop';

describe('a path of Windows', () => {
  const file = win32.join(home, 'steps', '07-task-groups.ts');
  const rows = {
    'as a path': `    at buy (${file}:12:9)`,
    'without a function': `    at ${file}:12:9`,
    'as an address': `    at async buy (${pathToFileURL(file, windows).href}:12:9)`,
  };

  test.each(Object.entries(rows))('in a stack, %s, is told as steps/…', (_how, row) => {
    const error = new RangeError('no milk');
    const inside = `    at Task.run (${win32.join(home, 'workshop', 'async', 'task.ts')}:90:5)`;
    error.stack = `RangeError: no milk\n${inside}\n${row}\n    at node:internal/process/task_queues:105:5`;
    expect(explainError(error)).toBe('RangeError: no milk (steps/07-task-groups.ts:12:9)');
    expect(placeOf(error)).toBe('steps/07-task-groups.ts:12:9');
  });

  test('in a syntax error keeps its drive', () => {
    const message = `Transform failed with 1 error:\n${file}:2:9: ERROR: Expected ")" but found ";"`;
    expect(explainBroken(new Error(message))).toBe(`${file}:2:10: Expected ")" but found ";"`);
  });

  const steps = [{ name: '03-promise-all', number: 3 }] as Step[];
  test.each([
    'exercises\\03-promise-all.ts',
    '.\\test\\exercises\\03-promise-all.test.ts',
    win32.join(home, 'steps', '03-Promise-All.md'),
  ])('%s names step 3', (word) => {
    expect(findStep(word, steps)?.number).toBe(3);
  });
});

describe('on Windows', () => {
  const files = ['docs', 'exercises', 'solutions', 'steps', 'test', 'workshop'].flatMap(filesBelow);

  test('every file can be written: no sign, name or length that it refuses, and no two that differ only in case', () => {
    const refused = files.filter((path) =>
      path
        .split('/')
        .some((name) => /[<>:"|?*\\]|[ .]$/.test(name) || /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name)),
    );
    expect(refused, 'Windows refuses these names: choose others').toEqual([]);
    expect(new Set(files.map((path) => path.toLowerCase())).size).toBe(files.length);
    // 260 are allowed in all, and a folder such as C:\Users\somebody\Documents\async-workshop comes before.
    expect(Math.max(...files.map((path) => path.length))).toBeLessThanOrEqual(120);
  });

  // The benches may look for a python3 or an npx, and do without where there is none.
  const machinery = files.filter((path) => /^workshop\/(?!contribute\/bench).*\.ts$/.test(path));
  const text = (path: string) => readFileSync(new URL(path, root), 'utf8');

  test('only Node is started, by its path: npm and the like are .cmd files there, which need a shell', () => {
    const started = machinery.flatMap((path) =>
      [...text(path).matchAll(/(?<!\.)\b(?:spawn|exec)(?:File)?(?:Sync)?\)?\(\s*([^,\s)]+)/g)].map(
        ([, command]) => `${path}: ${command}`,
      ),
    );
    const node = /: (process\.execPath|node|command)$/;
    expect(started.filter((each) => node.test(each)).length).toBeGreaterThanOrEqual(4);
    expect(
      started.filter((each) => !node.test(each)),
      'Start process.execPath with a script',
    ).toEqual([]);
    expect(machinery.filter((path) => /\bshell: /.test(text(path)))).toEqual([]);
  });

  test('no address is taken for a path: fileURLToPath gives the drive without a slash before it', () => {
    const address = pathToFileURL(win32.join(home, 'exercises'), windows);
    expect(address.pathname).toMatch(/^\/C:\/Users\/Ada%20/);
    expect(fileURLToPath(address, windows)).toBe(win32.join(home, 'exercises'));
    expect(
      machinery.filter((path) => /\burl\)?\.pathname|import\.meta\.(dir|file)name/.test(text(path))),
    ).toEqual([]);
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(new URL(`${folder}/`, root), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules') return [];
    return entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`];
  });
}
