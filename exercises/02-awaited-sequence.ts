// Exercise 02: an awaited sequence
//
// Check it:  npm start check 2        A hint:  npm start hint 2

/** One page of a long list. `next` is the number of the page that follows, or `null` on the last one. */
export interface Page {
  items: string[];
  next: number | null;
}

/**
 * Reads a list that is spread over pages. `fetchPage` answers after a while. The first page has the number 1; which page
 * comes next, only the page itself knows.
 *
 * Result: the items of all pages, in the order of reading.
 * Time: the sum of all pages. A sequence is right here: the next number is not known before the page is there.
 * Failure: when a page cannot be fetched, no further one is asked for, and the whole rejects with the same error.
 */
export async function readAllPages(fetchPage: (number: number) => Promise<Page>): Promise<string[]> {
  const page = await fetchPage(1);
  return page.items;
}

/**
 * Runs jobs one at a time: calls the first function, waits until its promise is settled, calls the second, and so on.
 *
 * Result: the results of all jobs, in their order. No jobs give no results.
 * Time: the sum. A job is not called before the one ahead of it has ended.
 * Failure: at the first job that rejects; no further job is called, and the whole rejects with the same error.
 */
export async function inSequence<T>(jobs: (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  for (const job of jobs) void job().then((result) => results.push(result));
  return results;
}
