import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { loop } from '../../../workshop/cli/loop.ts';

vi.setConfig({ testTimeout: 30_000 });
const file = fileURLToPath(new URL('../programs/scheduled-tasks.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'loop '));
afterEach(() => vi.restoreAllMocks());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('tells T0 to T6, with the arguments that are given', async () => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  expect(await loop([file, '2', '3'])).toBe(0);
  const said = String(write.mock.calls[0]![0]);
  expect(said.match(/^T\d+/gm)).toEqual(['T0', 'T1', 'T2', 'T3', 'T4', 'T5', 'T6']);
  expect(said).toMatch(/total 3\.0 s\n$/);
});

test('writes the page', async () => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const page = join(folder, 'loop.html');
  await loop([file, '--html', page]);
  expect(write.mock.calls).toEqual([[`wrote ${page}\n`]]);
  expect(readFileSync(page, 'utf8')).toContain('<h1>scheduled-tasks.ts: the event loop</h1>');
});
