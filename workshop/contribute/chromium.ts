import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

// Neither a browser nor its driver comes with the workshop: learners need no second browser.
const program = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Why no browser can be started here; `undefined` where one can. */
export const noBrowser = existsSync(program) ? undefined : `no ${program} here`;

/** The little of playwright-core's page that contributors' commands use. */
export interface DrivenPage {
  goto(url: string): Promise<unknown>;
  waitForSelector(selector: string): Promise<unknown>;
  click(selector: string): Promise<void>;
  fill(selector: string, value: string): Promise<void>;
  keyboard: { press(key: string): Promise<void> };
  evaluate<T>(expression: string): Promise<T>;
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

export interface DrivenBrowser {
  newPage(options?: object): Promise<DrivenPage>;
  close(): Promise<void>;
}

/** Starts Chromium, without a window. */
export async function startBrowser(): Promise<DrivenBrowser> {
  const playwright = createRequire(import.meta.url)('playwright-core') as {
    chromium: { launch(options: object): Promise<DrivenBrowser> };
  };
  return playwright.chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
}
