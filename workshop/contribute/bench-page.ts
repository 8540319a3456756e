import type { Scratch } from '../../test/workshop/scratch.ts';
import { noBrowser, startBrowser } from './chromium.ts';

/**
 * How long it takes from a save until the page in the browser is redrawn.
 *
 * @returns milliseconds, one for each round; none where there is no Chromium
 */
export async function timePage(scratch: Scratch, exercise: string, rounds: number): Promise<number[]> {
  if (noBrowser !== undefined) return [];
  const browser = await startBrowser();
  const server = scratch.spawn(['page', '3']);
  try {
    const address = await new Promise<string>((resolve) => {
      let said = '';
      server.stdout?.on('data', (chunk: Buffer) => {
        said += String(chunk);
        const [found] = /http:\S+(?=\n)/.exec(said) ?? [];
        if (found) resolve(found);
      });
    });
    const page = await browser.newPage();
    await page.goto(address);
    const answer = scratch.read(exercise);
    scratch.write(exercise, `${answer}// begun\n`);
    await page.waitForSelector('.compared');
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      // A learner reads the last verdict for longer than this.
      await new Promise((resolve) => setTimeout(resolve, 800));
      await page.evaluate(`globalThis.redrawn = new Promise((resolve) => {
        addEventListener('drawn', () => requestAnimationFrame(() => resolve()), { once: true, capture: true });
      }); undefined`);
      const begun = performance.now();
      scratch.write(exercise, `${answer}// ${round}\n`);
      await page.evaluate('globalThis.redrawn');
      times.push(performance.now() - begun);
    }
    return times;
  } finally {
    server.kill('SIGTERM');
    await browser.close();
  }
}
