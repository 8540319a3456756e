import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

// Neither a browser nor its driver comes with the workshop: learners need no second browser.
const program = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const contributed = createRequire(new URL('../../../workshop/contribute/package.json', import.meta.url));
const driver = find('playwright-core');
const axe = find('axe-core/axe.min.js');

/** Why there is no browser to test with, for the name of the tests that are skipped. */
export const missing = !existsSync(program)
  ? `no ${program} here`
  : driver === undefined || axe === undefined
    ? 'the tools of contributors are not installed'
    : undefined;

function find(name: string): string | undefined {
  try {
    return contributed.resolve(name);
  } catch {
    return undefined;
  }
}

/** The little of playwright-core's page that is used here. */
export interface Page {
  goto(url: string): Promise<unknown>;
  setDefaultTimeout(ms: number): void;
  url(): string;
  click(selector: string): Promise<void>;
  fill(selector: string, value: string): Promise<void>;
  textContent(selector: string): Promise<string>;
  isVisible(selector: string): Promise<boolean>;
  waitForSelector(
    selector: string,
    options?: { state?: 'attached' | 'visible' | 'hidden'; timeout?: number },
  ): Promise<unknown>;
  waitForURL(url: RegExp): Promise<void>;
  locator(selector: string): {
    count(): Promise<number>;
    dragTo(target: unknown): Promise<void>;
    allTextContents(): Promise<string[]>;
  };
  keyboard: { press(key: string): Promise<void>; type(text: string): Promise<void> };
  evaluate<T>(expression: string): Promise<T>;
  addScriptTag(options: { path: string }): Promise<unknown>;
  setViewportSize(size: { width: number; height: number }): Promise<void>;
  screenshot(options: object): Promise<Buffer>;
  on(event: string, listener: (what: { text(): string; url(): string }) => void): void;
  close(): Promise<void>;
}

interface Context {
  newPage(): Promise<Page>;
  setOffline(isOffline: boolean): Promise<void>;
  close(): Promise<void>;
}

export interface Browser {
  newContext(options?: object): Promise<Context>;
  newPage(options?: object): Promise<Page>;
  close(): Promise<void>;
}

export async function launch(): Promise<Browser> {
  const playwright = (await import(pathToFileURL(driver!).href)) as {
    chromium: { launch(options: object): Promise<Browser> };
  };
  return playwright.chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
}

/** What axe finds on a page that bars somebody from it, in a line each. The policy of the page lets no script in, so it is run from outside. */
export async function findBarriers(page: Page, part = 'html'): Promise<string[]> {
  const { readFileSync } = await import('node:fs');
  await page.evaluate(readFileSync(axe!, 'utf8'));
  const { violations } = await page.evaluate<{
    violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
  }>(`axe.run(${JSON.stringify(part)}, { iframes: false })`);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ html, failureSummary }) => `${id}: ${html.slice(0, 150)} ${failureSummary.replace(/\s+/g, ' ')}`,
    ),
  );
}
