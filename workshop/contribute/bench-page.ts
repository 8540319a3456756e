import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Scratch } from '../../test/workshop/scratch.ts';

/** The little of playwright-core that is used here. */
interface Browser {
  newPage(): Promise<{
    goto(url: string): Promise<unknown>;
    waitForSelector(selector: string): Promise<unknown>;
    evaluate<T>(expression: string): Promise<T>;
  }>;
  close(): Promise<void>;
}

const chromium = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/**
 * How long it takes from a save until the page in the browser is redrawn.
 *
 * @returns milliseconds, one for each round; none where there is no Chromium
 */
export async function timePage(scratch: Scratch, exercise: string, rounds: number): Promise<number[]> {
  if (!existsSync(chromium)) return [];
  const playwright = createRequire(import.meta.url)('playwright-core') as {
    chromium: { launch(options: object): Promise<Browser> };
  };
  const browser = await playwright.chromium.launch({ executablePath: chromium, args: ['--no-sandbox'] });
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
