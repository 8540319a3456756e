import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { root, stepNames } from '../../../workshop/catalog/steps.ts';

const names = stepNames();
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const list = (folder: string) => readdirSync(new URL(folder, root)).sort();

describe('the steps', () => {
  test('are numbered from 01 without a gap', () => {
    expect(
      names.map((name) => name.slice(0, 3)),
      'Number the steps 01, 02, 03 …',
    ).toEqual(names.map((_, i) => `${String(i + 1).padStart(2, '0')}-`));
  });

  test.each([
    ['steps', ['.ts', '.md'], ['pictures']],
    ['exercises', ['.ts'], []],
    ['solutions', ['.ts'], []],
    ['test/untouched', ['.ts'], []],
    ['test/steps', ['.test.ts'], ['real-time.test.ts']],
    ['test/exercises', ['.test.ts'], []],
  ])('each have their files in %s, and nothing else is there', (folder, endings, others) => {
    const plain = folder === 'steps' ? names.map((name) => `${name}.plain.ts`) : [];
    const expected = [
      ...names.flatMap((name) => endings.map((ending) => name + ending)),
      ...plain,
      ...others,
    ];
    // What a program starts, such as the code of a thread, is a file beside it: 13-worker-threads.thread.ts.
    const started = /^(\d\d-[^.]+)\.(?!plain\.)\w+\.(?:ts|js)$/;
    const found = list(folder).filter(
      (file) => folder !== 'steps' || !names.includes(started.exec(file)?.[1] ?? ''),
    );
    expect(found, `Let ${folder}/ have these files, and no others`).toEqual(expected.sort());
  });

  test.each(['test/mistakes', 'test/answers'])('each have a folder in %s', (folder) => {
    // What a program starts, such as the code of a thread, is a file beside it: 13-worker-threads.thread.ts.
    const started = /^(\d\d-[^.]+)\.(?!plain\.)\w+\.(?:ts|js)$/;
    const found = list(folder).filter(
      (file) => folder !== 'steps' || !names.includes(started.exec(file)?.[1] ?? ''),
    );
    expect(found, `Let ${folder}/ have a folder for each step`).toEqual(names);
  });

  test.each(names)('%s.ts fits on two screens', (name) => {
    expect(read(`steps/${name}.ts`).split('\n').length, 'Make it shorter: lines').toBeLessThanOrEqual(90);
  });

  test.each(names)('%s.md has the sections of a lesson', (name) => {
    const sections = [...read(`steps/${name}.md`).matchAll(/^## (.*)$/gm)].map(([, title]) => title);
    const wanted = [
      'Predict',
      'Run it',
      'What happened',
      'Change it',
      'Test your understanding',
      'Coming from Python',
      'The exercise',
    ];
    expect(sections, 'Write the sections that are missing, as "## " and the title').toEqual(
      expect.arrayContaining(wanted),
    );
  });

  test.each(names)('%s is listed in the README', (name) => {
    const listed = read('README.md').includes(`(steps/${name}.md)`);
    expect(listed, `Add a row to "The steps" in README.md, with a link to steps/${name}.md`).toBe(true);
  });
});

describe('the exercises', () => {
  // A learner's own answers differ, and should. In a clone that nobody has worked in they must be the untouched ones.
  test.runIf(process.env['CI']).each(names)('%s is as it was shipped', (name) => {
    expect(read(`exercises/${name}.ts`), `Copy test/untouched/${name}.ts to exercises/`).toBe(
      read(`test/untouched/${name}.ts`),
    );
  });

  // Any text, but not beyond the empty comment line that ends the hints of a function.
  const untilNext = '(?:(?!^//$)[^])*?';

  test.each(names)('%s: the solution has three hints for every function', (name) => {
    const [, hints = ''] = read(`solutions/${name}.ts`).split('\n// Hints\n');
    const functions = [
      ...read(`test/untouched/${name}.ts`).matchAll(/^export (?:async )?(?:function\*?|class) (\w+)/gm),
    ];
    expect(functions.length).toBeGreaterThanOrEqual(2);
    for (const [, hinted] of functions) {
      expect(hints, `Write "// ${hinted}" and under it "// 1. …", "// 2. …", "// 3. …"`).toMatch(
        new RegExp(`^// ${hinted}\\n// 1\\. ${untilNext}^// 2\\. ${untilNext}^// 3\\. `, 'm'),
      );
    }
  });

  test.each(names)('%s: every exported function is judged', (name) => {
    const claims = read(`test/exercises/${name}.test.ts`);
    const functions = [
      ...read(`test/untouched/${name}.ts`).matchAll(/^export (?:async )?(?:function\*?|class) (\w+)/gm),
    ];
    for (const [, judged] of functions) {
      const judgedSomewhere = new RegExp(`claim\\(\\s*'${judged}'`).test(claims);
      expect(judgedSomewhere, `Add claim('${judged}', …) to test/exercises/${name}.test.ts`).toBe(true);
    }
  });
});

describe('the machinery', () => {
  const files = filesBelow('workshop').filter((file) => file.endsWith('.ts'));

  test.each(files)('%s is short enough to read in one go', (file) => {
    expect(read(file).split('\n').length, 'Divide it, one idea a file: lines').toBeLessThanOrEqual(260);
  });

  test('type-checks, with every step, exercise, solution and test', { timeout: 60_000 }, () => {
    const found = runTool('node_modules/typescript/bin/tsc');
    expect(found, `Mend what tsc found:\n${found}`).toBe('');
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(new URL(`${folder}/`, root), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules') return [];
    return entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`];
  });
}

/** Runs a tool of node_modules and gives what it prints when it is not content. */
function runTool(script: string, ...args: string[]): string {
  expect(existsSync(new URL(script, root)), `${script} is missing: run npm install`).toBe(true);
  try {
    execFileSync(process.execPath, [script, ...args], { cwd: fileURLToPath(root), stdio: 'pipe' });
    return '';
  } catch (error) {
    return String((error as { stdout?: Buffer }).stdout);
  }
}
