// Solution 02: an awaited sequence
//
// Why it works: an await holds up the function it stands in, and only that one. In a loop it holds up the next round, so
// each call is made when the one ahead of it has ended. An awaited promise that rejects throws its error at the await;
// where nobody catches it, it leaves the loop and rejects the promise of the whole.

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
  const items: string[] = [];
  let next: number | null = 1;
  while (next !== null) {
    const page = await fetchPage(next);
    items.push(...page.items);
    next = page.next;
  }
  return items;
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
  for (const job of jobs) results.push(await job());
  return results;
}

// Hints
//
// readAllPages
// 1. What do you need to know before you can ask for the next page, and when do you know it?
// 2. A while loop: fetch the page, keep its items, remember its next number, until that is null.
// 3. let next: number | null = 1; while (next !== null) { const page: Page = await … ; items.push( … ); next = … ; }
//
// inSequence
// 1. When is the second job called, as it stands, and when should it be?
// 2. An await inside the loop holds up the next round. What the await gives is the result of the job.
// 3. for (const job of jobs) results.push(await … );
