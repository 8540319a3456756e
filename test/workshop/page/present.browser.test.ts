import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allSteps, stepCalled } from '../../../workshop/catalog/steps.ts';
import { presentation, presentationPage } from '../../../workshop/page/present-view.ts';
import { serve, type Serving } from '../../../workshop/page/server.ts';
import { findBarriers, launch, missing, type Browser, type Page } from './chromium.ts';

test('a presentation reads nothing of the learner: no exercise, no progress, and it takes nothing', async () => {
  const { get, post, follow } = presentation(stepCalled('3'));
  for (const path of [
    'index.html',
    '03-promise-all.html',
    '03-promise-all.solution',
    '03-promise-all.claim',
    'test-untouched-03-promise-all.ts.html',
  ])
    expect(await get(path, new URLSearchParams()), path).toBe(undefined);
  expect(post('reset', { step: '03-promise-all' })).toBe(undefined);
  expect(follow('03-promise-all', () => {})).toBe(undefined);
  expect(await presentationPage(stepCalled('3'))).not.toMatch(/data-mark|id="work"/);
});

describe.skipIf(missing !== undefined)(
  `a presentation in Chromium${missing ? ` (skipped: ${missing})` : ''}`,
  { timeout: 120_000 },
  () => {
    const errors: string[] = [];
    let server: Serving;
    let browser: Browser;
    let page: Page;

    beforeAll(async () => {
      server = await serve(presentation(stepCalled('3')));
      browser = await launch();
      page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
      page.setDefaultTimeout(15_000);
      page.on('console', (message) => errors.push(message.text()));
      page.on('pageerror', (error) => errors.push(String(error)));
      await page.goto(server.address);
      await page.waitForSelector('[data-ready]');
    }, 60_000);
    afterAll(async () => {
      await browser?.close();
      await server?.close();
    });

    const heading = () => page.textContent('.part:not([hidden]) h1');
    const count = () => page.evaluate<number>(`document.querySelectorAll('.part').length`);
    const to = async (title: RegExp) => {
      await page.keyboard.press('Home');
      for (let at = 0; at < 60 && !title.test(await heading()); at += 1)
        await page.keyboard.press('ArrowRight');
      expect(await heading()).toMatch(title);
    };

    test('begins with the title, and goes part by part, forth and back, by keys', async () => {
      expect(await heading()).toMatch(/^03 /);
      await page.keyboard.press('PageDown');
      expect(await heading()).toBe('At work');
      expect(await page.textContent('#place')).toBe(`2 of ${await count()}`);
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowLeft');
      expect(await page.textContent('#place')).toBe(`1 of ${await count()}`);
      await page.keyboard.press('End');
      expect(await heading()).toBe('Further reading');
    });

    test('asks first, and shows the order and the times on a key', async () => {
      await to(/^In which order/);
      expect(await page.textContent('.part:not([hidden])')).not.toMatch(/\d\.\ds/);
      await page.keyboard.press('ArrowRight');
      const order = '.part:not([hidden]) .ask';
      expect(await page.isVisible(order)).toBe(false);
      await page.keyboard.press('Space');
      expect(await page.isVisible(order)).toBe(true);
      expect(await page.textContent(order)).toMatch(/^0\.0s [A-F]order milk.*2\.0s [A-F]main.*delivered$/);
      await page.keyboard.press('Space');
      expect(await heading()).toBe('Run it');
    });

    test('shows no answer of a question before the key', async () => {
      await to(/^Test your understanding/);
      const answer = '.part:not([hidden]) .veiled';
      expect(await page.isVisible(answer)).toBe(false);
      await page.keyboard.press('Enter');
      expect(await page.locator(answer).count()).toBe(0);
    });

    test('plays the event loop', async () => {
      await page.keyboard.press('Home');
      for (let at = 0; at < 60 && !(await page.isVisible('.part iframe')); at += 1)
        await page.keyboard.press('ArrowRight');
      await page.waitForSelector('.part:not([hidden]) iframe[src]');
    });

    test.each([
      [1400, 900],
      [1024, 768],
      [400, 800],
    ])(
      'fits on %i by %i: no part of any lesson is cut, and none is smaller than half the type',
      async (width, height) => {
        const each = await browser.newPage({ viewport: { width, height } });
        for (const step of width === 1400 ? allSteps() : [stepCalled('9')]) {
          const own = await serve(presentation(step));
          await each.goto(own.address);
          await each.waitForSelector('[data-ready]');
          for (
            let left = await each.evaluate<number>(`document.querySelectorAll('.part').length`);
            left > 0;
            left -= 1
          ) {
            const [over, size, title] = await each.evaluate<[number, number, string]>(`(() => {
          const main = document.getElementById('main');
          const part = document.querySelector('.part:not([hidden])');
          return [main.scrollHeight - main.clientHeight, parseFloat(part.style.fontSize || '1'), part.dataset.heading];
        })()`);
            expect([over <= 1, size >= 0.5], `${step.name}: ${title}`).toEqual([true, true]);
            await each.keyboard.press('ArrowRight');
          }
          await own.close();
        }
        await each.close();
      },
    );

    test('has no barriers, and has written nothing to the console', async () => {
      await to(/^Predict/);
      expect(await findBarriers(page)).toEqual([]);
      expect(errors).toEqual([]);
    });
  },
);
