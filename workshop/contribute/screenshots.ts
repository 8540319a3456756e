import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Scratch } from '../../test/workshop/scratch.ts';
import { urlOf } from '../catalog/steps.ts';
import { timelineCss } from '../page/picture.ts';
import { startBrowser, type DrivenPage } from './chromium.ts';

/** The folder of the pictures in the documents, and the file in it that tells what they show. */
export const screenshotFolder = 'docs/pictures';
export const shownFile = `${screenshotFolder}/shown.json`;

/** A picture of a page, and a short name for all that is to be seen on it. */
export interface Screenshot {
  png: Buffer;
  shows: string;
}

const exercise = 'exercises/03-promise-all.ts';
const oneByOne = `export async function loadPage(api: Api): Promise<Page> {
  const user = await api.user();
  const orders = await api.orders(user);
  const offers = await api.offers(user);
  return { user, orders, offers };
}
`;

/**
 * Takes the pictures of the documents, in a copy of the workshop: a wrong answer beside its lesson, a prediction, and a
 * presentation. They give away no more than the task does. Pixels differ from machine to machine, so what tells whether a picture is current is what the page says
 * and how it is styled.
 */
export async function takeScreenshots(): Promise<Map<string, Screenshot>> {
  const scratch = new Scratch();
  const browser = await startBrowser();
  const shots = new Map<string, Screenshot>();
  const shoot = async (name: string, page: DrivenPage) => {
    shots.set(name, { png: await page.screenshot(), shows: await whatShows(page) });
  };
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 860 }, reducedMotion: 'reduce' });
    await page.goto(await addressOf(scratch, 'page'));
    await page.waitForSelector('[data-outcome=open]');
    const solved = scratch.read('solutions/03-promise-all.ts');
    scratch.write(exercise, solved.replace(/export async function loadPage[^]*?\n}\n/, oneByOne));
    await page.waitForSelector('.picture:has-text("The solution")');
    await shoot('page.png', page);

    await page.click('.predict li:nth-child(4) .up');
    await page.fill('.predict li:nth-child(1) input', '2');
    await page.fill('.predict .total', '3');
    await page.evaluate(`document.querySelector('.predict').scrollIntoView()`);
    await page.evaluate(`document.querySelector('#work').scrollTo(0, 0)`);
    await shoot('predict.png', page);

    const room = await browser.newPage({ viewport: { width: 1400, height: 860 }, colorScheme: 'dark' });
    await room.goto(await addressOf(scratch, 'present'));
    await room.waitForSelector('[data-ready]');
    while (
      !(await room.evaluate(
        `document.querySelector('.part:not([hidden])').dataset.heading.startsWith('In which order')`,
      ))
    )
      await room.keyboard.press('ArrowRight');
    await shoot('present.png', room);
    return shots;
  } finally {
    await browser.close();
    scratch.remove();
  }
}

/** Starts a command that serves a page, and waits for its address. */
async function addressOf(scratch: Scratch, command: string): Promise<string> {
  const server = scratch.spawn([command, '3']);
  let said = '';
  for await (const chunk of server.stdout!) {
    said += String(chunk);
    const [address] = /http:\S+(?=\n)/.exec(said) ?? [];
    if (address) return address;
  }
  throw new Error(`npm start ${command} 3 has told no address: ${said}`);
}

async function whatShows(page: DrivenPage): Promise<string> {
  const text = await page.evaluate<string>('document.body.innerText');
  const style = [readFileSync(urlOf('workshop/page/browser/page.css'), 'utf8'), timelineCss()];
  return createHash('sha256')
    .update([text, ...style].join('\n'))
    .digest('hex')
    .slice(0, 16);
}
