import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { UsageError } from '../../../workshop/runtime/arguments.ts';
import { lockFolder } from '../../../workshop/durable/folder-lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'folder-lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const refusal = (place: string) => {
  try {
    return lockFolder(place);
  } catch (error) {
    return error;
  }
};

test('while one has the folder the next is refused in one line; then it gets in', () => {
  const place = join(folder, 'orders');
  const unlock = lockFolder(place);
  const refused = refusal(place) as UsageError;
  expect(refused).toBeInstanceOf(UsageError);
  expect(refused.message).toBe(
    `The database in ${place} is open in process ${process.pid}, and only one at a time can have it open. Close that one first; if it is something else by now, delete ${place}.pid.`,
  );
  unlock();
  lockFolder(place)();
  expect(existsSync(`${place}.pid`)).toBe(false);
});

test('what a killed process has left behind keeps nobody out', () => {
  const place = join(folder, 'killed');
  const { pid } = spawnSync(process.execPath, ['--version']);
  writeFileSync(`${place}.pid`, String(pid));
  const unlock = lockFolder(place);
  expect(refusal(place)).toBeInstanceOf(UsageError);
  unlock();
});

test('a folder that cannot be written to is an error of its own', () => {
  expect((refusal(join(folder, 'nowhere', 'orders')) as NodeJS.ErrnoException).code).toBe('ENOENT');
});
