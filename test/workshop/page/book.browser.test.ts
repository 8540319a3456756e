import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allSteps } from '../../../workshop/catalog/steps.ts';
import { writeBook } from '../../../workshop/page/book.ts';
import { findBarriers, launch, missing, type Browser, type Page } from './chromium.ts';

describe('the book', { timeout: 60_000 }, () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'wörk book ')), 'a book');
  const errors: string[] = [];
  const requests = new Set<string>();
  let browser: Browser | undefined;
  let page: Page;
  const at = (name: string) => pathToFileURL(join(folder, name)).href;

  beforeAll(async () => {
    await writeBook(folder);
    if (missing !== undefined) return;
    browser = await launch();
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    await context.setOffline(true);
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('console', (message) => errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('request', (request) => requests.add(request.url()));
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });

  test('has a page for every step, and every link in it leads to a page, a picture or a heading that is there', () => {
    const pages = readdirSync(folder).filter((name) => name.endsWith('.html'));
    expect(pages).toEqual(expect.arrayContaining(allSteps().map(({ name }) => `${name}.html`)));
    for (const name of pages) {
      const html = readFileSync(join(folder, name), 'utf8');
      for (const [, target] of html.matchAll(/ (?:href|src|data-src)="(?!https?:|data:)([^"]*)"/g)) {
        const [file, heading] = target!.split('#');
        expect(existsSync(join(folder, file || name)), `${name}: ${target}`).toBe(true);
        if (heading)
          expect(readFileSync(join(folder, file || name), 'utf8'), `${name}: ${target}`).toContain(
            `id="${heading}"`,
          );
      }
    }
  });

  test('has no answer of an exercise, and nothing of the one who made it', () => {
    const all = readdirSync(folder).filter((name) => /\.(html|js)$/.test(name));
    for (const name of all) {
      const text = readFileSync(join(folder, name), 'utf8');
      expect(text, name).not.toMatch(/Why it works:|127\.0\.0\.1:\d/);
      expect(text, name).not.toContain(process.cwd());
    }
  });

  describe.skipIf(missing !== undefined)(
    `from file://, without a network${missing ? ` (skipped: ${missing})` : ''}`,
    () => {
      test('finds a section by its words, and leads to it', async () => {
        await page.goto(at('index.html'));
        await page.fill('#search input', 'back-pressure');
        expect(await page.locator('#found li').count()).toBeGreaterThan(0);
        await page.fill('#search input', 'zebra crossing');
        expect(await page.textContent('#found')).toBe('No section has all of these words.');
        await page.fill('#search input', 'ctrl+c main');
        await page.keyboard.press('Enter');
        await page.keyboard.press('Enter');
        await page.waitForSelector('article h1');
        expect(page.url()).toMatch(/06-cancellation\.html#/);
      });

      test('takes a prediction, and says what really happens', async () => {
        await page.goto(at('03-promise-all.html'));
        await page.fill('.predict .total', '3');
        await page.click('.predict button.main');
        expect(await page.textContent('.result')).toMatch(
          /First difference: you expected[^]*It takes 2\.0s\./,
        );
        expect(await page.isVisible('#what-happened ~ details pre')).toBe(true);
      });

      test('shows its pictures and plays the event loop', async () => {
        expect(
          await page.evaluate<boolean>(
            `[...document.images].every((image) => image.complete && image.naturalWidth > 0)`,
          ),
        ).toBe(true);
        await page.evaluate(`document.querySelector('details.player').open = true`);
        await page.waitForSelector('details.player iframe[src]');
        await page.goto(at('03-promise-all.loop.html'));
        await page.click('#forward');
        expect(await page.textContent('#now')).toMatch(/^T1 /);
      });

      test('remembers what was read', async () => {
        await page.goto(at('03-promise-all.html'));
        await page.click('#read');
        await page.goto(at('04-scheduled-tasks.html'));
        expect(await page.textContent('#bar [data-step="03-promise-all"]')).toMatch(/^3.*✓, read$/);
        expect(await page.textContent('#bar [data-step="04-scheduled-tasks"] .sign')).toBe('');
      });

      test('draws its pictures anew for a telephone, where they would be too small to read', async () => {
        const each = await browser!.newPage();
        await each.goto(at('05-launch-order.html'));
        for (const [width, own] of [
          [400, true],
          [800, false],
        ] as const) {
          await each.setViewportSize({ width, height: 800 });
          const shown = `[...document.querySelectorAll('main img')].map((each) => each.currentSrc.endsWith('-narrow.svg'))`;
          await expect.poll(() => each.evaluate(shown)).toEqual([own, own]);
        }
        await each.close();
      });

      test('has no barriers and fits, at 400, 800 and 1,400 px, light and dark', async () => {
        for (const colorScheme of ['light', 'dark']) {
          const each = await browser!.newPage({ colorScheme });
          for (const name of ['index.html', '11-dynamic-tasks.html', 'workshop-asyncio-task.ts.html']) {
            await each.goto(at(name));
            for (const width of [1400, 800, 400]) {
              await each.setViewportSize({ width, height: 800 });
              expect(
                await each.evaluate<number>('document.documentElement.scrollWidth'),
                name,
              ).toBeLessThanOrEqual(width);
            }
            expect(await findBarriers(each), `${name} ${colorScheme}`).toEqual([]);
          }
          await each.close();
        }
      });

      test('has written nothing to the console, and asked for its own files only', () => {
        expect(errors).toEqual([]);
        expect([...requests].filter((url) => !url.startsWith(at('')) && !url.startsWith('data:'))).toEqual(
          [],
        );
      });
    },
  );
});
