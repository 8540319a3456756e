// Solution 02: an awaited sequence
//
// Why it works: an await holds up the function in which it is written, and nothing else. So the next line, or the next
// round of a loop, begins when the promise has settled. If the promise was rejected, the await throws its error. Nothing
// here catches it, so it ends the function, and the promise that the function has returned is rejected with it.

/** What a shop does for an order. Each call returns a promise, which settles after a while. */
export interface Shop {
  reserve(item: string): Promise<void>;
  /** Resolves to a receipt. */
  charge(item: string): Promise<string>;
  confirm(receipt: string): Promise<void>;
}

/** One page of a long list. `next` is the number of the page that follows, perhaps 0, or `null` on the last one. */
export interface Page {
  items: string[];
  next: number | null;
}

/**
 * Repair (2 to 5 minutes). Places an order in three steps: reserves the item, charges for it, and confirms the receipt
 * that `charge` gave.
 *
 * Somebody wanted to save time, and took the `await` away from two of the calls. Since then customers are charged for
 * items that are sold out, and the program has crashed twice.
 *
 * Result: the receipt.
 * Time: the sum of the three. Each call is made when the promise of the one before is fulfilled.
 * Failure: when a call rejects, the calls after it are not made, and `placeOrder` rejects with the same error.
 */
export async function placeOrder(item: string, shop: Shop): Promise<string> {
  await shop.reserve(item);
  const receipt = await shop.charge(item);
  await shop.confirm(receipt);
  return receipt;
}

/**
 * Use (10 minutes). Reads a list that is spread over pages. The first page has the number 1. Which page comes next, only
 * the page itself knows: page 1 may be followed by page 7.
 *
 * Result: the items of all pages, in the order of reading. A page may be empty and still have a next one.
 * Time: the sum of all pages. A sequence is right here: the next number is known when the page has arrived.
 * Failure: when a page cannot be fetched, no further page is asked for, and `readAllPages` rejects with the same error.
 */
export async function readAllPages(fetchPage: (number: number) => Promise<Page>): Promise<string[]> {
  const items: string[] = [];
  let next: number | null = 1;
  while (next !== null) {
    const page: Page = await fetchPage(next);
    items.push(...page.items);
    next = page.next;
  }
  return items;
}

/**
 * Build (15 minutes). Runs any list of jobs one at a time. A job is a function that returns a promise: the job begins
 * when the function is called, and it has ended when the promise settles.
 *
 * Result: the results of all jobs, in the order of the list. A result may be anything, also `undefined`. An empty list
 * of jobs gives an empty list. The list of jobs itself is not changed.
 * Time: the sum. The first job is called immediately, each further one when the one before has ended.
 * Failure: when a job rejects, no further job is called, and `inSequence` rejects with the same error.
 */
export async function inSequence<T>(jobs: (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  for (const job of jobs) results.push(await job());
  return results;
}

// Hints
//
// placeOrder
// 1. Which of the three calls does the function wait for, and which not?
// 2. A call without an await only begins its work, and the next line runs immediately. `void` drops the promise.
// 3. await shop.reserve(item); … await shop.confirm(receipt);
//
// readAllPages
// 1. What do you need to know before you can ask for the next page, and when do you know it?
// 2. A while loop: fetch the page, keep its items, remember the number of its next page, until that is null.
// 3. const items: string[] = [];
//    let next: number | null = 1;
//    while (next !== null) { const page: Page = await fetchPage(next); items.push(...page.items); next = page.next; }
//
// inSequence
// 1. How does the first job get called and awaited? The others need the same, each when the one before has ended.
// 2. Use a loop. An await inside it holds up the next round, and what the await gives is the result of the job.
// 3. for (const job of jobs) results.push(await job());
