import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { root } from '../../../workshop/catalog/steps.ts';

const here = fileURLToPath(root);
const advice =
  'Await the promise or return it. Where nothing should wait for it, write "void" before the call, and a comment that says why. ' +
  'For other rules: npx oxlint --fix, or https://oxc.rs/docs/guide/usage/linter/rules.html';

/** What oxlint finds, a line for each; empty when it is content. */
function lint(folder: string, ...paths: string[]): string {
  const script = join(here, 'node_modules/oxlint/bin/oxlint');
  try {
    execFileSync(process.execPath, [script, '--format=unix', ...paths], { cwd: folder, stdio: 'pipe' });
    return '';
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: Buffer; stderr?: Buffer };
    return `${String(stdout ?? '')}${String(stderr ?? '')}` || String(error);
  }
}

test('no promise is forgotten, and no other trap is left in the code', { timeout: 60_000 }, () => {
  expect(lint(here), advice).toBe('');
});

// It proves the check above, so it is enough that CI does it.
test.runIf(process.env['CI'])(
  'a floating and a misused promise are each found, but not in the catalogue of mistakes',
  { timeout: 60_000 },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'async workshop '));
    try {
      for (const file of ['.oxlintrc.json', 'tsconfig.json']) cpSync(join(here, file), join(folder, file));
      symlinkSync(join(here, 'node_modules'), join(folder, 'node_modules'), 'junction');
      const source = [
        'async function work(): Promise<number> { return 1; }',
        'work();',
        'if (work()) console.log("always");',
        '',
      ].join('\n');
      mkdirSync(join(folder, 'test/mistakes'), { recursive: true });
      writeFileSync(join(folder, 'test/mistakes/wrong.ts'), source);
      expect(lint(folder, 'test')).toBe('');
      writeFileSync(join(folder, 'test/right.ts'), source);
      const rules = [...lint(folder, 'test').matchAll(/right\.ts:(\d+):\d+.*typescript\(([a-z-]+)\)/g)];
      expect(rules.map(([, line, rule]) => `${line} ${rule}`)).toEqual([
        '2 no-floating-promises',
        '3 no-misused-promises',
      ]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
