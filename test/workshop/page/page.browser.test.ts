import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Scratch } from '../scratch.ts';
import { findBarriers, launch, missing, type Browser, type Page } from './chromium.ts';

const exercise = 'exercises/03-promise-all.ts';
/** The headline of an answer some of whose claims fail, as a pattern for a selector. */
const claimsFail = '/^\\d+ of \\d+ claims hold$/';
/** The claim about `loadPage` that such an answer breaks first. */
const chip = '.chip[title^="the user comes first"]';
const oneByOne = `
export async function loadPage(api: Api): Promise<Page> {
  const user = await api.user();
  const orders = await api.orders(user);
  const offers = await api.offers(user);
  return { user, orders, offers };
}
`;

describe.skipIf(missing !== undefined)(
  `the page in Chromium${missing ? ` (skipped: ${missing})` : ''}`,
  { timeout: 120_000 },
  () => {
    const errors: string[] = [];
    let scratch: Scratch;
    let server: ChildProcess;
    let address: string;
    let browser: Browser;
    let page: Page;

    /** Starts the server, and tells its address. */
    async function start(): Promise<string> {
      server = scratch.spawn(['page', '3']);
      let said = '';
      server.stdout?.on('data', (chunk: Buffer) => (said += String(chunk)));
      server.stderr?.on('data', (chunk: Buffer) => (said += String(chunk)));
      while (!/nothing is lost/.test(said)) {
        if (server.exitCode !== null) throw new Error(said);
        await pause(10);
      }
      return /http:\S+/.exec(said)![0];
    }
    async function stop(signal: NodeJS.Signals): Promise<void> {
      const ended = new Promise((resolve) => server.once('close', resolve));
      server.kill(signal);
      await ended;
    }
    const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const solution = () => scratch.read('solutions/03-promise-all.ts');
    /** Answers the claims of `loadDashboard` and `all` rightly, and those of `loadPage` as given. */
    const withPage = (loadPage: string) =>
      solution().replace(/export async function loadPage[^]*?\n}\n/, loadPage.trimStart());
    const order = () =>
      page.evaluate<string>(
        `[...document.querySelectorAll('.predict li')].map((row) => row.dataset.place).join('')`,
      );
    /** The rows of a table, with their cells apart. */
    const cells = (rows: string) =>
      page.evaluate<string[]>(
        `[...document.querySelectorAll('${rows}')].map(({ cells }) => [...cells].map((cell) => cell.textContent).join(' ').trim())`,
      );
    const shows = (text: string) => page.waitForSelector(`text=${text}`);

    beforeAll(async () => {
      scratch = new Scratch();
      browser = await launch();
      page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
      page.setDefaultTimeout(45_000);
      page.on('console', (message) => errors.push(message.text()));
      page.on('pageerror', (error) => errors.push(String(error)));
      address = await start();
      await page.goto(address);
    }, 60_000);
    afterAll(async () => {
      await browser?.close();
      scratch?.remove();
    });

    test('begins with the lesson, and passes no judgement on what nobody has touched', async () => {
      await page.waitForSelector('#verdict');
      expect(await page.textContent('h1')).toMatch(/^03 /);
      expect(await page.textContent('#verdict')).toBe('Your turn');
      expect(await page.textContent('#bar [aria-current]')).toMatch(/^3\. Promise\.all/);
      expect(await page.isVisible('#what-happened ~ details pre')).toBe(false);
    });

    test('tells where a prediction is wrong, and why, and then shows what happened', async () => {
      expect(await order()).not.toBe('012345');
      await page.fill('.predict .total', '3');
      await page.click('.predict button.main');
      expect(await page.textContent('.score')).toMatch(
        /of 6 lines are at their place, and the total is not\./,
      );
      const result = await page.textContent('.result');
      expect(result).toMatch(/First difference: you expected/);
      expect(result).toMatch(/It takes 2\.0s\./);
      expect(result).not.toContain('-0.001');
      expect(await page.isVisible('#what-happened ~ details pre')).toBe(true);
      // It is remembered a moment later.
      const remembered = () => JSON.parse(scratch.read('.workshop/progress.json')) as object;
      await expect
        .poll(remembered, { timeout: 45_000 })
        .toMatchObject({ exercises: { '03-promise-all': { predicted: 'missed' } } });
    });

    test('lets lines be moved by keys and by dragging, and takes a right prediction', async () => {
      const before = await order();
      await page.evaluate(`document.querySelector('.predict li .down').focus()`);
      await page.keyboard.press('Enter');
      expect(await order()).toBe(before[1]! + before[0]! + before.slice(2));
      await page.keyboard.press('Alt+ArrowUp');
      expect(await order()).toBe(before);
      await page
        .locator('.predict li:nth-child(6) .grip')
        .dragTo(page.locator('.predict li:nth-child(1) .grip'));
      expect(await order()).not.toBe(before);
      for (let place = 0; place < 6; place += 1) {
        while ((await order())[place] !== String(place))
          await page.click(`.predict li[data-place="${place}"] .up`);
      }
      await page.fill('.predict .total', '2,0 s');
      await page.fill('.predict li:nth-child(3) input', '1');
      await page.click('.predict button.main');
      expect(await page.textContent('.score')).toBe(
        'Right! 6 of 6 lines are at their place, and the total is right.',
      );
    });

    test('says of a time that is wrong what it really is', async () => {
      await page.fill('.predict li:nth-child(3) input', '2');
      await page.click('.predict button.main');
      expect(await page.textContent('.predict li:nth-child(3) .said')).toBe('right place, but at 1.0s');
    });

    test('shows a wrong save: the cause first, and your run above the one of the solution', async () => {
      scratch.write(exercise, withPage(oneByOne));
      await page.waitForSelector(`text=${claimsFail}`);
      const texts = await page.locator('#claim > *').allTextContents();
      expect(texts[0]).toMatch(/^loadPage: the user comes first/);
      expect(texts[1]).toMatch(/^Likely cause: sequential.*orders and offers run one after the other/);
      await shows('The solution: total 2.2 s');
      expect(await page.locator('.picture .wide text.bold').allTextContents()).toEqual([
        'Yours: total 3.0 s',
        'The solution: total 2.2 s',
      ]);
      const rows = await cells('.transcript tbody tr:not(.same)');
      expect(rows).toContain('1.0s offers started only in the solution');
      expect(rows).toContain('3.0s offers done only in yours');
    });

    test('moves one cursor through pictures and transcript, moment by moment', async () => {
      const now = () => cells('.transcript tr.now');
      await page.evaluate(`document.querySelector('p.cursor input').focus()`);
      await page.keyboard.press('Home');
      expect([await page.textContent('p.cursor output'), ...(await now())]).toEqual([
        '0.0s',
        '0.0s user started',
      ]);
      await page.keyboard.press('ArrowRight');
      expect(await page.textContent('p.cursor output')).toBe('1.0s');
      expect(await now()).toHaveLength(3);
      expect(await page.locator('.transcript tr.later').count()).toBeGreaterThan(0);
      // Where the dots of that moment are.
      const [cursor, dot] = await page.evaluate<[number, number]>(`(() => {
      const title = [...document.querySelectorAll('.picture .wide title')].find((each) => each.textContent.startsWith('1.0 s user'));
      const dot = title.parentElement.querySelector('circle');
      const { x } = document.querySelector('.wide path.cursor').getBBox();
      return [x, Number(dot.getAttribute('cx'))];
    })()`);
      expect(Math.abs(cursor - dot)).toBeLessThan(1);
      await page.keyboard.press('End');
      expect(await page.locator('.transcript tr.later, path.cursor').count()).toBe(0);
    });

    test('marks the lines of the answer that speak and wait at that moment', async () => {
      const marked = (line: string) => page.waitForSelector(`.code .now:has-text(${JSON.stringify(line)})`);
      const lines = () => page.locator('.code .now').allTextContents();
      await page.keyboard.press('Home');
      await marked('api.user()');
      expect(await lines()).toEqual([
        expect.stringMatching(/^says, waits\d+ {2}const user = await api.user/),
      ]);
      await page.keyboard.press('ArrowRight');
      await marked('api.orders(user)');
      expect(await lines()).toEqual([
        expect.stringMatching(/^goes on\d+ {2}const user = await api.user/),
        expect.stringMatching(/^says, waits\d+ {2}const orders = await api.orders/),
      ]);
      expect(
        await page.evaluate(`document.querySelector('p.cursor input').getAttribute('aria-valuetext')`),
      ).toMatch(/^1\.0s, line \d+ goes on, line \d+ says and waits$/);
      expect(await findBarriers(page, '#work')).toEqual([]);
      await page.keyboard.press('End');
      expect(await page.isVisible('.code')).toBe(false);
    });

    test('plays the event loop of that run of the answer, and of the next one after a save', async () => {
      const played = (part: string) =>
        page.evaluate<string>(
          `document.querySelector('#claim iframe')?.contentDocument?.querySelector('${part}')?.textContent ?? ''`,
        );
      await page.click('#claim details.player summary');
      await expect
        .poll(() => played('#now'), { timeout: 45_000 })
        .toMatch(/^T0 at 0\.0s: loadPage starts in line \d+ and waits/);
      scratch.write(exercise, withPage(`// Mine.\n${oneByOne.trim()}\n`));
      await expect.poll(() => played('.source'), { timeout: 45_000 }).toContain('// Mine.');
    });

    test('gives hints one by one', async () => {
      await page.evaluate('document.activeElement.blur()');
      await page.keyboard.press('h');
      await page.waitForSelector('.hints li:nth-child(1)');
      expect(await page.locator('.hints li').count()).toBe(1);
      await page.click('#hint');
      await page.waitForSelector('.hints li:nth-child(2)');
      expect(await page.textContent('#hint')).toBe('Hint 3 of 3 h');
    });

    test('shows any claim with its runs, and stays with it after a save, with what that changed', async () => {
      await page.click('.chip[data-claim="0"]');
      await page.waitForSelector('#claim:has-text("This holds.")');
      await page.click(chip);
      await page.waitForSelector('#claim:has-text("Likely cause")');
      scratch.write(
        exercise,
        withPage(oneByOne.replace('const orders', 'await api.user();\n  const orders')),
      );
      await page.waitForSelector('.ghost');
      expect(await page.textContent('.ghost summary')).toBe('Before this save it took 3.0s, now 4.0s');
      expect(await page.locator('.ghost .wide text.bold').allTextContents()).toEqual([
        'Before this save: total 3.0 s',
        'Now: total 4.0 s',
      ]);
      expect(await page.isVisible('.ghost .wide')).toBe(false);
      expect(await cells('.transcript tr:has(i)')).toContain('2.0s orders started new only in yours');
      expect(await page.locator(`${chip}[aria-pressed=true]`).count()).toBe(1);
    });

    test('shows what an answer prints, as text, whatever it prints', async () => {
      const evil = '<img src=x onerror=alert(1)><script>alert(2)</script>';
      scratch.write(
        exercise,
        `console.log(${JSON.stringify(evil)});\n${withPage(oneByOne.replaceAll('api.', `api /* ${evil} */.`))}`,
      );
      await page.waitForSelector('.printed');
      expect(await page.textContent('.printed pre')).toBe(evil);
      scratch.write(exercise, `export function loadPage() { throw new Error(${JSON.stringify(evil)}); }`);
      await page.waitForSelector(`#work :text("onerror=alert")`);
      expect(await page.locator('#work img, #work script').count()).toBe(0);
    });

    test('says what keeps an answer from being judged: a mistake in the syntax, a loop without an end', async () => {
      scratch.write(exercise, 'export function loadPage( {');
      await shows('03-promise-all.ts:1');
      scratch.write(exercise, 'export async function loadPage() { for (;;); }\n');
      await page.waitForSelector('#work[data-state=checking]');
      expect(await page.textContent('#said')).toBe('checking…');
      await shows('does not come to an end');
    });

    test('tells what TypeScript says of an answer whose claims all hold: it is not done', async () => {
      scratch.write(exercise, `${solution()}\nexport const count: number = 'one';\n`);
      await shows('All claims hold, but TypeScript objects');
      expect(await page.textContent('.types')).toMatch(
        /exercises\/03-promise-all\.ts:\d+:14 Type 'string' is not assignable/,
      );
      expect(await page.locator('.done').count()).toBe(0);
      scratch.write(exercise, 'export async function loadPage() { for (;;); }\n');
      await shows('does not come to an end');
    });

    test('a second page shows the same', async () => {
      const second = await browser.newPage();
      await second.goto(address);
      await second.waitForSelector('text=does not come to an end');
      scratch.write(exercise, withPage(oneByOne));
      await Promise.all([second, page].map((each) => each.waitForSelector(`text=${claimsFail}`)));
      await second.close();
    });

    test('asks twice before it shows the solution of what has not passed', async () => {
      await page.keyboard.press('s');
      expect(await page.textContent('#said')).toMatch(/Press s again/);
      expect(await page.textContent('#solution')).toBe('');
      await page.keyboard.press('s');
      await page.waitForSelector('#solution .diff');
    });

    test('survives a server that is killed and started again, and says so', async () => {
      await stop('SIGKILL');
      await page.waitForSelector('#away:has-text("does not answer")');
      scratch.write(exercise, solution());
      expect(await start()).toBe(address);
      await page.waitForSelector('[data-outcome=passed]', { timeout: 45_000 });
      expect(await page.isVisible('#away')).toBe(false);
    });

    test('says so when the server has another address now, since its port was taken', async () => {
      await stop('SIGKILL');
      const other = createServer((_request, response) => response.writeHead(404).end());
      other.listen(Number(new URL(address).port), '127.0.0.1');
      await once(other, 'listening');
      await page.waitForSelector('#away .gone', { timeout: 45_000 });
      expect(await page.isVisible('#away .lost')).toBe(false);
      expect(await page.textContent('#verdict')).toMatch(/^All \d+ claims hold$/);
      const before = address;
      address = await start();
      expect(new URL(address).port).not.toBe(new URL(before).port);
      other.closeAllConnections();
      other.close();
      await page.goto(address);
      await page.waitForSelector('[data-outcome=passed]', { timeout: 45_000 });
    });

    test('is calm when all is done, and one key leads on', async () => {
      expect(await page.textContent('.done')).toMatch(/You can now/);
      expect(await page.textContent('#bar [aria-current]')).toMatch(/, done/);
      await page.evaluate('document.activeElement.blur()');
      await page.keyboard.press('n');
      await page.waitForURL(/04-scheduled-tasks\.html$/);
      await shows('Your turn');
    });

    test('keeps a copy when it brings an exercise back, after a second press', async () => {
      await page.goto(address);
      await page.waitForSelector('[data-outcome=passed]');
      await page.keyboard.press('x');
      expect(scratch.read(exercise)).toBe(solution());
      await page.keyboard.press('x');
      await page.waitForSelector('text=Yours is kept in');
      expect(scratch.read(exercise)).toBe(scratch.read('test/untouched/03-promise-all.ts'));
    });

    test('plays the event loop of the program', async () => {
      await page.evaluate(`document.querySelector('details.player').open = true`);
      await page.waitForSelector('details.player iframe[src]');
      const player = await browser.newPage();
      await player.goto(address.replace('03-promise-all.html', '03-promise-all.loop.html'));
      await player.click('#forward');
      expect(await player.textContent('#now')).toMatch(/^T1 /);
      await player.close();
    });

    test('says where there is nothing to predict and nothing to play, and why; a claim of it can be played', async () => {
      const crawler = '12-crawler';
      await page.goto(address.replace('03-promise-all', crawler));
      await shows('Why there are no lines to put in order here');
      expect(await page.locator('.lesson details.player').count()).toBe(0);
      await page.keyboard.press('p');
      expect(await page.evaluate('document.activeElement.id')).toBe('predict');
      scratch.write(`exercises/${crawler}.ts`, `${scratch.read(`solutions/${crawler}.ts`)}// mine\n`);
      await page.waitForSelector('[data-outcome=passed]');
      await page.click('#claim details.player summary');
      const played = `document.querySelector('#claim iframe').contentDocument?.getElementById('now')?.textContent ?? ''`;
      await expect.poll(() => page.evaluate<string>(played), { timeout: 45_000 }).toMatch(/^T0 at 0\.0s: /);
      await page.goto(address);
      await page.waitForSelector('#verdict');
    });

    test('shows the files that lessons link to, and no others', async () => {
      const get = (path: string) =>
        page.evaluate<number>(`fetch(${JSON.stringify(path)}).then(({ status }) => status)`);
      expect(await get('workshop-asyncio-task.ts.html')).toBe(200);
      expect(await get('pictures/03-promise-all.svg')).toBe(404);
      expect(await get('pictures/hero.svg')).toBe(200);
      for (const path of [
        'package.json.html',
        'solutions-03-promise-all.ts.html',
        'exercises-03-promise-all.ts.html',
        'frame.ts',
        'browser/page.css',
        'pictures/..%2f03-promise-all.md',
        '03-promise-all.run.html?at=99&run=0',
        '03-promise-all.run.html?at=0&run=9',
        '03-promise-all.lines?at=__proto__',
        '04-scheduled-tasks.lines?at=0&run=0',
      ])
        expect(await get(path), path).toBeGreaterThanOrEqual(400);
    });

    const states: [string, string, () => string][] = [
      ['untouched', 'open', () => scratch.read('test/untouched/03-promise-all.ts')],
      ['wrong', 'failed', () => withPage(oneByOne)],
      ['right', 'passed', () => solution()],
    ];
    test.each(states)(
      'an answer that is %s (%s) has no barriers and fits at 400, 800 and 1,400 px, light and dark',
      async (name, outcome, answer) => {
        scratch.write(exercise, answer());
        for (const colorScheme of ['light', 'dark'] as const) {
          const each = await browser.newPage({ colorScheme, reducedMotion: 'reduce' });
          each.on('console', (message) => errors.push(message.text()));
          await each.goto(address);
          await each.waitForSelector(`[data-outcome=${outcome}]`, { state: 'attached' });
          for (const width of [400, 800, 1400]) {
            await each.setViewportSize({ width, height: 800 });
            for (const side of width < 1000 ? ['lesson', 'work'] : ['both']) {
              if (width < 1000) await each.click(`.tabs [data-shows=${side}]`);
              // What leads to the other side is in sight, wherever the reader is.
              expect(
                await each.evaluate<number>(`document.querySelector('.tabs').getBoundingClientRect().bottom`),
              ).toBeLessThan(120);
              expect(await each.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
                width,
              );
            }
          }
          // A lesson is the same in all three states, and long.
          expect(await findBarriers(each, name === 'untouched' ? 'html' : '#work'), colorScheme).toEqual([]);
          expect(
            await each.evaluate<string>(
              `getComputedStyle(document.querySelector('#work')).transitionDuration`,
            ),
          ).toBe('0s');
          await each.close();
        }
      },
    );

    test('is done with keys alone: every button and link can be reached, and shows that it is', async () => {
      await page.goto(address);
      await page.waitForSelector('[data-outcome=passed]');
      const reached = new Set<string>();
      for (let press = 0; press < 400; press += 1) {
        await page.keyboard.press('Tab');
        const at = await page.evaluate<string>(`(() => {
        const { activeElement: e } = document;
        const { outlineStyle } = getComputedStyle(e);
        return e === document.body ? '' : outlineStyle === 'none' ? 'unseen ' + e.outerHTML : e.className + e.id + e.tagName + e.textContent.slice(0, 40);
      })()`);
        if (reached.has(at) && at.includes('skip')) break;
        reached.add(at);
      }
      expect([...reached].filter((each) => each.startsWith('unseen'))).toEqual([]);
      for (const part of ['skipA', 'homeA', 'upBUTTON', 'mainBUTTON', 'SUMMARY', 'chip holdsBUTTON', 'nextA'])
        expect([...reached].join('\n')).toContain(part);
    });

    test('has written nothing to the console but that the server was away', () => {
      expect(
        errors.filter(
          (each) =>
            !/ERR_CONNECTION_(REFUSED|RESET)|ERR_INCOMPLETE_CHUNKED|status of 4\d\d|NETWORK_/.test(each),
        ),
      ).toEqual([]);
    });

    test('leaves no process behind', async () => {
      await stop('SIGTERM');
      for (let i = 0; i < 200 && scratch.processes().length > 0; i += 1) await pause(20);
      expect(scratch.processes()).toEqual([]);
    });
  },
);
