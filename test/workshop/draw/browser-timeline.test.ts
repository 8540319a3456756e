import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runProgram } from '#run';
import { AsyncExecutor, block, createTask, log, Queue, sleep } from '#workshop';
import { timelineHtml } from '../../../workshop/draw/timeline-html.ts';
import { main as launchOrder } from '../programs/launch-order.ts';
import { findings, launch, missing, skipped, type Browser, type Page } from './chromium.ts';

/** Every state there is, long texts at both ends, and a lane that is stuck. */
async function everything(): Promise<void> {
  const queue = new Queue<string>({ maxSize: 1 });
  const executor = new AsyncExecutor({ maxRunning: 1 });
  for (const name of ['order 1', 'order 2'])
    void executor.submit(() => sleep(500).then(() => log('done')), { name });
  const shop = createTask((signal) => sleep(500).then(() => queue.get({ signal })), { name: 'shop' });
  const van = createTask((signal) => sleep(9000, { signal }).finally(() => sleep(300)), { name: 'van' });
  setTimeout(() => log('alarm', 'due at 0.1 s, fires late: whoever has the thread keeps it'), 100);
  log('begins with a block, in a sentence that does not fit into it');
  block(200);
  setTimeout(() => van.cancel(), 300);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  log('the last words of main, which stand at the right end of the picture');
  await shop;
}

const crowd = () =>
  Promise.all(
    Array.from({ length: 200 }, (_, at) =>
      createTask(() => sleep(1000 + 5 * at).then(() => log('done')), { name: `task ${at + 1}` }),
    ),
  );

/** Texts that leave the picture, and labels of one row that touch each other, as they are really drawn. */
const misplaced = `[...document.querySelectorAll('.timeline > div')].filter((div) => div.offsetParent !== null).flatMap((div) => {
  const { left, right } = div.querySelector('svg').getBoundingClientRect();
  const boxes = [...div.querySelectorAll('text')].map((text) => ({ words: text.textContent, box: text.getBoundingClientRect(), isLabel: text.classList.contains('halo') && !text.classList.contains('bold') })).filter(({ box }) => box.width > 0);
  const outside = boxes.filter(({ box }) => box.left < left || box.right > right).map(({ words }) => 'outside: ' + words);
  const labels = boxes.filter(({ isLabel }) => isLabel);
  const touching = labels.flatMap((one, at) => labels.slice(at + 1).flatMap((other) =>
    Math.abs(one.box.top - other.box.top) < 5 && one.box.left < other.box.right && other.box.left < one.box.right ? [one.words + ' touches ' + other.words] : []));
  return [...outside, ...touching];
})`;

describe.skipIf(missing !== undefined)(`the timeline page in Chromium${skipped}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'timeline page '));
  const errors: string[] = [];
  const requests: string[] = [];
  const address = (name: string) => pathToFileURL(join(folder, `${name}.html`)).href;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const pages = {
      everything: [{ title: 'everything', run: await runProgram(everything) }],
      crowd: [{ title: 'crowd', run: await runProgram(crowd) }],
      order: [
        { title: 'in order', run: await runProgram(() => launchOrder(['in-order'])) },
        { title: 'scheduled', run: await runProgram(() => launchOrder([])) },
      ],
    };
    for (const [name, runs] of Object.entries(pages))
      writeFileSync(join(folder, `${name}.html`), timelineHtml(runs, { title: name }));
    browser = await launch();
    page = await browser.newPage();
    page.on('console', (message) => errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('request', (request) => requests.push(request.url()));
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  describe.each(['everything', 'crowd', 'order'])('%s', (name) => {
    test.each([
      [400, 'narrow'],
      [700, 'middle'],
      [1200, 'wide'],
    ])(
      'at %i px one picture is shown, in its own size, nothing scrolls, nothing is cut or covered',
      async (width, look) => {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(address(name));
        const shown = await page.evaluate<string[]>(
          `[...document.querySelectorAll('.timeline > div')].filter((div) => div.offsetParent !== null).map((div) => div.className)`,
        );
        expect(shown).toEqual([look]);
        expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
          width,
        );
        const scale = `(({ width }, svg) => width / svg.viewBox.baseVal.width)(document.querySelector('.${look} svg').getBoundingClientRect(), document.querySelector('.${look} svg'))`;
        expect(await page.evaluate<number>(scale)).toBeGreaterThan(0.95);
        expect(await page.evaluate<string[]>(misplaced)).toEqual([]);
      },
    );

    test.each(['light', 'dark'] as const)(
      'axe finds nothing in the %s theme, at 400 and at 1,200 px',
      async (colorScheme) => {
        await page.emulateMedia({ colorScheme });
        // It looks at each of the thousand shapes of a crowd, which takes seconds.
        const widths = name === 'crowd' ? (colorScheme === 'light' ? [400] : []) : [400, 1200];
        for (const width of widths) {
          await page.setViewportSize({ width, height: 800 });
          await page.goto(address(name));
          expect(await findings(page)).toEqual([]);
        }
        await page.emulateMedia({ colorScheme: 'light' });
      },
    );
  });

  const arrows = () =>
    page.evaluate<number>(
      `[...document.querySelectorAll('.wide .wakes')].filter((each) => getComputedStyle(each).display !== 'none').length`,
    );

  test('the arrows are switched off and on by the keyboard and by the mouse', async () => {
    await page.setViewportSize({ width: 1200, height: 800 });
    await page.goto(address('order'));
    expect(await page.isChecked('#arrows')).toBe(true);
    // Those of the second run, and the one of the legend.
    expect(await arrows()).toBe(2);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await arrows()).toBe(0);
    await page.click('label[for=arrows]');
    expect(await arrows()).toBe(2);
  });

  test('arrows that nobody can follow are off until somebody wants them', async () => {
    await page.goto(address('crowd'));
    expect(await page.isChecked('#arrows')).toBe(false);
    expect(await arrows()).toBe(0);
    await page.click('#arrows');
    expect(await arrows()).toBe(2);
  });

  test('without JavaScript the switch works, and the words open', async () => {
    const plain = await browser.newPage({ javaScriptEnabled: false, viewport: { width: 1200, height: 800 } });
    await plain.goto(address('order'));
    expect(await plain.isVisible('.wide .wakes .tip')).toBe(true);
    await plain.click('#arrows');
    expect(await plain.isVisible('.wide .wakes .tip')).toBe(false);
    await plain.click('summary');
    expect(await plain.isVisible('details li')).toBe(true);
    await plain.close();
  });

  test('on paper it is the light picture, without the switch, also where the screen is dark', async () => {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.setViewportSize({ width: 700, height: 900 });
    await page.goto(address('everything'));
    expect(await page.isVisible('#arrows')).toBe(false);
    expect(await page.isVisible('.middle svg')).toBe(true);
    const ground = `getComputedStyle(document.querySelector('.middle .ground')).fill`;
    expect(await page.evaluate<string>(ground)).toBe('rgb(255, 255, 255)');
    expect(await page.evaluate<string>('getComputedStyle(document.documentElement).colorScheme')).toBe(
      'light',
    );
    await page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
    expect(await page.evaluate<string>(ground)).toBe('rgb(13, 17, 23)');
    await page.emulateMedia({ colorScheme: 'light' });
  });

  test('in the pictures of the lessons no word is outside, and none touches another', async () => {
    const kept = new URL('../../../steps/pictures/', import.meta.url);
    const pictures = readdirSync(kept).map((name) => readFileSync(new URL(name, kept), 'utf8'));
    expect(pictures.length).toBeGreaterThan(10);
    writeFileSync(
      join(folder, 'lessons.html'),
      `<!doctype html>${pictures.map((svg) => `<figure class="timeline"><div>${svg}</div></figure>`).join('')}`,
    );
    const lessons = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    await lessons.goto(address('lessons'));
    expect(await lessons.evaluate<string[]>(misplaced)).toEqual([]);
    await lessons.close();
  });

  test('has written nothing to the console and asked for nothing but itself', () => {
    expect(errors).toEqual([]);
    expect([...new Set(requests)].sort()).toEqual(['crowd', 'everything', 'order'].map(address));
  });
});
