// Exercise 12: a crawler, in three parts
//
// Check it:  npm start check 12        A hint:  npm start hint 12
//
// Each part is judged alone. The third one joins them.

/** A page, and the addresses of the pages it links to. */
export interface Page {
  links: string[];
}

/**
 * Fetches a page. Rejects when it cannot. When `signal` aborts, it stops as soon as it can, and rejects with the signal's
 * reason.
 */
export type FetchPage = (address: string, signal: AbortSignal) => Promise<Page>;

/** What has become of a page. If it has failed, `error` is what its fetch rejected with. */
export interface Report {
  address: string;
  outcome: 'fetched' | 'failed' | 'left';
  error?: unknown;
}

export interface CrawlOptions {
  /** The address of the first page. */
  start: string;
  /** How many fetches may run at the same time. */
  limit: number;
  /** How long the crawl may take (ms). */
  deadline: number;
  /** Asks the crawl to stop when it aborts. */
  signal: AbortSignal;
}

/**
 * Repair (5 minutes). Part one: all pages. Fetches the page `start`, then all the pages that it links to, then those that
 * they link to, and so on. It is the crawler of "At work". It fetches a page several times when several pages link to
 * it, and the first page that fails ends the crawl.
 *
 * Order: as soon as a page has arrived, the fetches of its links start, in the order of `links`.
 * Once: every page is fetched once, however many links lead to it. Pages may link to each other, and to themselves.
 * Report: when the fetch of a page has ended, `report` is called immediately, once: with `{ address, outcome: 'fetched' }`
 * or, if the fetch has rejected, with `{ address, outcome: 'failed', error }`. The other pages go on.
 * End: resolves when every page has been reported. It never rejects.
 */
export async function explore(
  fetchPage: (address: string) => Promise<Page>,
  start: string,
  report: (report: Report) => void,
): Promise<void> {
  const seen = new Set<string>();
  const visit = async (address: string): Promise<void> => {
    if (seen.has(address)) return;
    const page = await fetchPage(address);
    seen.add(address);
    report({ address, outcome: 'fetched' });
    await Promise.all(page.links.map((link) => visit(link)));
  };
  await visit(start);
}

/**
 * Use (15 minutes). Part two: one page. Returns a function that fetches pages as `fetchPage` does, with more care. In
 * what follows, a call is a call of that function.
 *
 * Limit: a call needs one of `limit` slots. It gets one immediately if one is free; otherwise calls wait, and the one that
 * has waited longest gets the next. A call keeps its slot until it has ended, pauses included.
 * Attempts: with its slot, a call makes up to three attempts. Each is a call of `fetchPage` that has 1000 ms. After that
 * its signal aborts, and the attempt counts as failed. The pause between two attempts is 300 ms.
 * Result: that of the first attempt that succeeds.
 * Failure: after three failed attempts, the call rejects with the error of the third, which may be a timeout.
 * Stop: when the signal of a call aborts, its attempt is asked to stop, or its pause ends; no further attempt begins, and
 * the call rejects with that signal's reason. If it had no slot yet, it never calls `fetchPage`. Other calls go on.
 * Afterwards no timer is left.
 */
export function patient(fetchPage: FetchPage, limit: number): FetchPage {
  return (address, signal) => fetchPage(address, signal);
}

/**
 * Build (20 minutes). Part three: the crawler, put together from the two parts. Explores a site from `start` with patient
 * fetches, and gives the reports one by one.
 *
 * Reports: one for each page that is found, as in `explore`. A report is given as soon as it is known, also while other
 * fetches run. The crawl does not wait while the loop over the reports is busy: no report is lost.
 * Limit and attempts: those of `patient`.
 * Stop: `deadline` ms after the loop has begun, or when `signal` aborts, all fetches are asked to stop and no further one
 * begins. For each page that was found and is not done, the loop gets `{ address, outcome: 'left' }`, in any order. Then
 * it ends, without an error. If `signal` has aborted before, `start` is left, and nothing is fetched.
 * If the loop is left early, all fetches are asked to stop, and the program goes on when they have ended.
 * Afterwards no timer is left.
 */
export async function* crawl(
  fetchPage: FetchPage,
  { start, limit, deadline, signal }: CrawlOptions,
): AsyncGenerator<Report> {
  const reports: Report[] = [];
  await explore(
    (address) => fetchPage(address, signal),
    start,
    (report) => reports.push(report),
  );
  yield* reports;
}
