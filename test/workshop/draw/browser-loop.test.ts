import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loopHtml } from '../../../workshop/draw/html.ts';
import { recordRun } from '../../../workshop/record/record-runs.ts';
import { launch, missing, skipped, type Browser, type Page } from './chromium.ts';

describe.skipIf(missing !== undefined)(`the player of the event loop page${skipped}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'player '));
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const program = fileURLToPath(new URL('../programs/raw-script.ts', import.meta.url));
    const file = join(folder, 'loop.html');
    writeFileSync(file, loopHtml(await recordRun(program)));
    browser = await launch();
    page = await browser.newPage();
    await page.goto(pathToFileURL(file).href);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const now = () => page.textContent('#now');
  const items = (box: string) =>
    page.evaluate<string[]>(`[...document.querySelectorAll('#${box} li')].map((item) => item.textContent)`);

  test('shows what waits in each queue as boxes, and the call stack with the innermost function on top', async () => {
    expect(await items('timers')).toEqual([
      'fetchUser 2 until 0.2s',
      'callback (line 18) until 0.25s',
      'fetchUser 1 until 0.3s',
    ]);
    expect((await items('stack')).at(-1)).toBe('top level (line 19)');
    expect((await items('stack')).length).toBeGreaterThan(1);
  });

  test('goes to a row that is clicked, and to the next step that runs a line of code', async () => {
    await page.click('tbody tr:nth-child(10)');
    expect(await now()).toMatch(/^T9 /);
    expect([await items('ticks'), await items('microtasks')]).toEqual([
      ['callback (line 23)'],
      ['callback (line 22)'],
    ]);
    await page.click('#L14');
    expect(await now()).toMatch(/^T1 /);
    await page.click('#L14');
    expect(await now()).toMatch(/^T3 /);
  });

  test('plays by itself to the end, at the speed that is chosen, and stops at a click', async () => {
    await page.click('#first');
    await page.evaluate(`document.getElementById('speed').value = '4'`);
    await page.click('#play');
    await expect.poll(now, { timeout: 10_000 }).toMatch(/^T[3-9] /);
    await page.click('#play');
    const stopped = await now();
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 600))');
    expect(await now()).toBe(stopped);
    await page.click('#play');
    const isAtEnd = () => page.evaluate<boolean>(`document.getElementById('last').disabled`);
    await expect.poll(isAtEnd, { timeout: 20_000 }).toBe(true);
    expect(await page.textContent('#play')).toBe('Play');
  });
});
