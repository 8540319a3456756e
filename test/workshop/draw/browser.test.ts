import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loopHtml } from '../../../workshop/draw/html.ts';
import { recordRun } from '../../../workshop/record/record-runs.ts';
import { launch, missing, skipped, type Browser, type Page } from './chromium.ts';

describe.skipIf(missing !== undefined)(`the event loop page in Chromium${skipped}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'page '));
  const file = join(folder, 'loop.html');
  const errors: string[] = [];
  const requests: string[] = [];
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const recording = await recordRun(
      fileURLToPath(new URL('../programs/scheduled-tasks.ts', import.meta.url)),
    );
    writeFileSync(file, loopHtml(recording));
    browser = await launch();
    page = await browser.newPage();
    page.on('console', (message) => errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(file).href);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const now = () => page.textContent('#now');
  const marked = () =>
    page.evaluate<string>(
      `[...document.querySelectorAll('li.from, li.until')].map((line) => line.id).join()`,
    );

  test('opens at T0, with the first and the last line marked, and both tasks ready', async () => {
    expect(await now()).toBe('T0 at 0.0s: main starts in line 9 and waits in line 14');
    expect(await marked()).toBe('L9,L14');
    expect(await page.textContent('#microtasks div')).toBe('order milkorder bread');
    expect(await page.isDisabled('#back')).toBe(true);
  });

  test('goes forward and back by button', async () => {
    await page.click('#forward');
    await page.click('#forward');
    expect(await now()).toMatch(/^T2 /);
    expect(await page.textContent('#timers div')).toBe('order milk until 1.0sorder bread until 2.0s');
    await page.click('#back');
    expect(await now()).toMatch(/^T1 /);
    expect(await page.textContent('#printed div')).toBe('main: done scheduling tasks.order milk: started');
  });

  test('goes to any step by slider', async () => {
    await page.fill('#slider', '4');
    expect(await now()).toMatch(/^T4 at 1\.0s/);
    expect(await page.evaluate<string>(`document.querySelector('[aria-current=step] th').textContent`)).toBe(
      'T4',
    );
    expect(
      await page.evaluate<string>(`document.getElementById('slider').getAttribute('aria-valuetext')`),
    ).toMatch(/^T4/);
  });

  test('goes by arrow keys, also from the slider, one step at a time, and stops at both ends', async () => {
    await page.evaluate(`document.activeElement.blur()`);
    await page.keyboard.press('ArrowRight');
    expect(await now()).toMatch(/^T5 /);
    await page.evaluate(`document.getElementById('slider').focus()`);
    await page.keyboard.press('ArrowLeft');
    expect(await now()).toMatch(/^T4 /);
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowRight');
    expect(await now()).toMatch(/^T6 /);
    expect(await page.isDisabled('#forward')).toBe(true);
    await page.evaluate(`document.activeElement.blur()`);
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowLeft');
    expect(await now()).toMatch(/^T0 /);
  });

  test('is no wider than a window of 400 px, or of 1,200 px', async () => {
    for (const width of [400, 1200]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
  });

  test('shows source and table without JavaScript', async () => {
    const plain = await browser.newPage({ javaScriptEnabled: false });
    await plain.goto(pathToFileURL(file).href);
    expect(await plain.isVisible('#player')).toBe(false);
    expect(await plain.isVisible('tbody tr:nth-child(7)')).toBe(true);
    expect(await plain.isVisible('#L14')).toBe(true);
    await plain.close();
  });

  test('has written nothing to the console and asked for nothing but itself', () => {
    expect(errors).toEqual([]);
    expect(requests).toEqual([pathToFileURL(file).href]);
  });
});
