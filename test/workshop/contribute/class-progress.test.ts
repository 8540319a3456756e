import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { root } from '../../../workshop/catalog/steps.ts';

const failed = (id: string) => [
  { about: 'all', text: 'takes 2.0 s', holds: false, diagnosis: { id, text: '' } },
];
const ada = [
  { exercise: '01-sync-workers', passed: true, claims: [] },
  { exercise: '03-promise-all', passed: false, claims: failed('sequential') },
];
const grace = [
  { exercise: '01-sync-workers', passed: false, claims: failed('unfinished') },
  { exercise: '03-promise-all', passed: false, claims: failed('sequential') },
];

test('a class: who has done what, the commonest cause first, files that are none, and one that would clear the screen', () => {
  const folder = mkdtempSync(join(tmpdir(), 'a class '));
  try {
    writeFileSync(join(folder, 'ada.json'), JSON.stringify(ada));
    writeFileSync(join(folder, 'grace.json'), `\uFEFF${JSON.stringify(grace)}`, 'utf16le');
    writeFileSync(join(folder, 'tim.json'), 'npm error');
    writeFileSync(join(folder, 'ugo.json'), '[{"exercise": 1}]');
    const wiped = [{ exercise: '01-\u001B[2Jx', passed: true, claims: failed('a\nb\u0007c\u009B2J') }];
    writeFileSync(join(folder, 'zoe.json'), JSON.stringify(wiped));
    const script = ['--import', 'tsx', 'workshop/contribute/class-progress.ts', folder];
    const printed = execFileSync(process.execPath, script, { cwd: fileURLToPath(root), encoding: 'utf8' });
    expect(printed).toBe(`ada               01 ··
grace             ·· ··
tim               cannot be read; make it with: npm --silent start check all json
ugo               cannot be read; make it with: npm --silent start check all json
zoe               01

Likely causes of what is not right yet
   2  03-promise-all  sequential
   1  01-sync-workers  unfinished
   1  01-x  a b c
`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
