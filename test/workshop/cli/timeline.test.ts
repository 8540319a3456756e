import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { timeline } from '../../../workshop/cli/timeline.ts';

vi.setConfig({ testTimeout: 30_000 });
const file = fileURLToPath(new URL('../programs/launch-order.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'timeline '));
afterEach(() => vi.restoreAllMocks());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function listen(): { said: () => string } {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  return { said: () => write.mock.calls.map(([text]) => String(text)).join('') };
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

test('writes picture, page and trace', async () => {
  const { said } = listen();
  const names = ['svg', 'html', 'trace'].map((kind) => join(folder, `a.${kind}`));
  await timeline([file, '--svg', names[0]!, `--html=${names[1]}`, '--trace', names[2]!]);
  expect(said()).toBe(names.map((name) => `wrote ${name}\n`).join(''));
  const [svg, html, trace] = names.map((name) => readFileSync(name, 'utf8'));
  expect(svg).toMatch(/^<svg /);
  expect(html).toMatch(/^<!doctype html>/);
  expect(JSON.parse(trace!)).toMatchObject({ displayTimeUnit: 'ms' });
});

test.each([
  [['nothing.ts'], '"nothing.ts" is neither a step nor a file'],
  [['99'], '"99" is neither a step nor a file'],
  [[], 'Which program?'],
  [['3', '--svg'], '--svg takes the name of the file to write'],
  [['3', 'nonsense'], 'it was given "nonsense"'],
])('%j is refused in one line', async (args, words) => {
  const refused = await timeline(args).catch((error: Error) => error);
  expect(refused).toMatchObject({ name: 'UsageError', message: expect.stringContaining(words) });
  expect((refused as Error).message).not.toContain('\n');
});
