import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

// Neither comes with the workshop: learners need no second browser.
const chromium = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const driver = find('playwright-core');
const axe = find('axe-core');

/** Why nothing can be tried in a browser here; `undefined` when all is there. */
export const missing = !existsSync(chromium)
  ? `no ${chromium} here`
  : driver === undefined || axe === undefined
    ? 'npm ci --prefix workshop/contribute brings what is missing'
    : undefined;

/** The title of tests that are skipped says why. */
export const skipped = missing ? ` (skipped: ${missing})` : '';

/** Where a package of the contributors is installed, if it is. */
function find(name: string): string | undefined {
  try {
    return createRequire(new URL('../../../workshop/contribute/package.json', import.meta.url)).resolve(name);
  } catch {
    return undefined;
  }
}

/** The little of playwright-core's page that is used here. */
export interface Page {
  goto(url: string): Promise<unknown>;
  click(selector: string): Promise<void>;
  focus(selector: string): Promise<void>;
  fill(selector: string, value: string): Promise<void>;
  textContent(selector: string): Promise<string>;
  isVisible(selector: string): Promise<boolean>;
  isDisabled(selector: string): Promise<boolean>;
  isChecked(selector: string): Promise<boolean>;
  keyboard: { press(key: string): Promise<void> };
  evaluate<T>(expression: string): Promise<T>;
  setViewportSize(size: { width: number; height: number }): Promise<void>;
  emulateMedia(options: { media?: 'screen' | 'print'; colorScheme?: 'light' | 'dark' }): Promise<void>;
  on(event: string, listener: (what: { text(): string; url(): string }) => void): void;
  close(): Promise<void>;
}

export interface Browser {
  newPage(options?: object): Promise<Page>;
  close(): Promise<void>;
}

export async function launch(): Promise<Browser> {
  const playwright = (await import(pathToFileURL(driver!).href)) as {
    chromium: { launch(options: object): Promise<Browser> };
  };
  return playwright.chromium.launch({ executablePath: chromium, args: ['--no-sandbox'] });
}

/** What axe finds on a page: the rule, and where. */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(axe!, 'utf8'));
  return page.evaluate<string[]>(
    `axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target.join(' '))))`,
  );
}
