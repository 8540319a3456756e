// One page of step 12: how it is fetched, and how it is tried again.

import { log, sleep, withTimeout } from '#workshop';

export interface Page {
  /** The addresses of further pages. */
  links: string[];
}

/** Fetches a page. Rejects when it cannot, and with the signal's reason when the signal aborts. */
export type FetchPage = (address: string, signal: AbortSignal) => Promise<Page>;

// One request. The signal ends it, and the reading of the answer as well.
export const fetchPage: FetchPage = async (address, signal) => {
  const response = await fetch(address, { signal });
  const html = await response.text();
  if (!response.ok) throw new Error(`status ${response.status}`);
  // The same page has one address: relative links are completed, and what follows a # is left out.
  const links = [...html.matchAll(/href="([^"#]*)/g)].map(([, link]) => new URL(link!, address));
  return { links: links.filter(({ host }) => host === new URL(address).host).map(({ href }) => href) };
};

// Up to three attempts: a deadline of 0.8 s for each, a pause of 0.2 s between two. Without success there is no page.
export async function tryPage(
  fetchPage: FetchPage,
  address: string,
  signal: AbortSignal,
): Promise<Page | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await withTimeout(800, (inTime) => fetchPage(address, inTime), { signal });
    } catch (error) {
      signal.throwIfAborted(); // asked to stop: that is no failure of the page
      const { name, message } = error as Error;
      const problem = name === 'TimeoutError' ? 'too slow' : message;
      log(`${new URL(address).pathname} ${problem}${attempt === 3 ? ', failed' : ''}`);
      if (attempt === 3) return undefined;
      await sleep(200, { signal });
    }
  }
}
