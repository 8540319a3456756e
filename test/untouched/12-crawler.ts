// Exercise 12: Crawler
//
// Check it:  npm start check 12        A hint:  npm start hint 12

/**
 * Repair (2 to 5 minutes). FILL IN: the bug of "At work", in code that runs. It fetches two pages and takes too long.
 *
 * Result: the first page, then the second.
 * Time: both are fetched at the same time, so it takes as long as the slower one.
 * Failure: when one fetch rejects, it rejects with the same error.
 */
export async function twoPages(first: () => Promise<string>, second: () => Promise<string>): Promise<string[]> {
  return [await first(), await second()];
}

/**
 * Use (10 minutes). FILL IN: a function that uses the idea in a small realistic job. Collaborators are arguments.
 *
 * Result: the milk, then the bread.
 * Time: both are ordered at the same time, so it takes as long as the slower one. max(1.0, 2.0) = 2.0 s, not 3.0 s.
 * Failure: when one rejects, it rejects with the same error.
 */
export async function breakfast(milk: () => Promise<string>, bread: () => Promise<string>): Promise<string[]> {
  return [await milk(), await bread()];
}

/**
 * Build (20 minutes). FILL IN: a function that builds the idea from smaller parts.
 *
 * Result: the results of the jobs, in the order of the jobs.
 * Time: all jobs run at the same time, so it takes as long as the slowest.
 */
export async function together<T>(jobs: (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  for (const job of jobs) results.push(await job());
  return results;
}
