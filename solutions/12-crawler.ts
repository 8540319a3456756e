// Solution 12: a crawler, in three parts
//
// Why it works: `explore` marks a page before its first await, so nothing can come between the look and the mark. It
// knows nothing of limits, retries or signals: it starts everything, and every fetch waits for itself. `patient` decides
// when a fetch runs, how long, and how often. Both use only the type FetchPage, so `crawl` can put one into the other. A
// stop needs no code in `explore`: when the signal aborts, every fetch that is not done rejects with its reason, also one
// without a slot and one whose page is found only now. So every page found is reported once, and the reason tells `left`
// from `failed`. The queue lies between those reports and the loop that reads them.

import { AsyncExecutor, isCancellation, Queue, sleep, withTimeout } from '#workshop';

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
    seen.add(address);
    let page: Page;
    try {
      page = await fetchPage(address);
    } catch (error) {
      report({ address, outcome: 'failed', error });
      return;
    }
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
  const executor = new AsyncExecutor({ maxRunning: limit });
  const attemptThreeTimes = async (address: string, signal: AbortSignal): Promise<Page> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await withTimeout(1000, (inTime) => fetchPage(address, inTime), { signal });
      } catch (error) {
        signal.throwIfAborted();
        if (attempt === 3) throw error;
        await sleep(300, { signal });
      }
    }
  };
  return async (address, signal) => executor.submit((own) => attemptThreeTimes(address, own), { signal });
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
  const reports = new Queue<Report>();
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), deadline);
  const stop = AbortSignal.any([signal, controller.signal]);
  const patiently = patient(fetchPage, limit);
  const exploring = explore(
    (address) => patiently(address, stop),
    start,
    (report) => {
      const isLeft = report.outcome === 'failed' && isCancellation(report.error, stop);
      reports.tryPut(isLeft ? { address: report.address, outcome: 'left' } : report);
    },
  ).then(() => reports.shutdown());
  try {
    yield* reports;
  } finally {
    clearTimeout(timer);
    controller.abort();
    await exploring;
  }
}

// Hints
//
// explore
// 1. Two pages link to a third. What does `seen` say about it while its first fetch is still on its way? (Step 05: what
//    is checked before an await may be out of date after it.)
// 2. Move seen.add(address) up, above the await. Then put the fetch, and only the fetch, into try and catch.
// 3. let page: Page;
//    try { page = await fetchPage(address); }
//    catch (error) { report({ address, outcome: 'failed', error }); return; }
//
// patient
// 1. Which steps had a limit, a deadline and a retry? Write first an async function that makes the attempts for one page,
//    and then let it run in a slot.
// 2. For the attempts: a loop that counts, and in it withTimeout(1000, …, { signal }) in a try block. In its catch: if the
//    signal has aborted, throw its reason; after the third attempt, throw the error; otherwise sleep(300, { signal }).
//    All come from '#workshop'.
// 3. For the slots: make one new AsyncExecutor({ maxRunning: limit }) before you return the function, and in that function
//    return executor.submit((own) => attemptThreeTimes(address, own), { signal }); where attemptThreeTimes is your loop.
//
// crawl
// 1. `explore` calls you back, and a loop with `for await` asks. What did step 09 put between those who make something and
//    those who take it? And what makes that loop end?
// 2. Start explore(…) without awaiting it: it fetches with patient(fetchPage, limit), and its report puts into a Queue.
//    When it has ended, then(() => reports.shutdown()). Meanwhile: yield* reports. Around that, try and finally: at the
//    end abort a controller of your own, and await what explore returned.
// 3. Give the fetches AbortSignal.any([signal, controller.signal]), and let a setTimeout abort that controller after
//    `deadline` (clear it in finally). Then all fetches that are not done reject, and explore reports them as failed:
//    if isCancellation(report.error, stop), put { address: report.address, outcome: 'left' } in place of that report.
