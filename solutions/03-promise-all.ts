// Solution 03: Promise.all
//
// Why it works: a call starts its work, an await only waits for it. So calls that do not need each other are all made
// before the first await. `all` does by hand what Promise.all does: one promise for the whole, resolved when the last
// result is in, rejected by the first failure. A promise settles only once, so whatever comes later changes nothing.

/** What a page asks the shop for. Every call answers after a while. */
export interface Api {
  user(): Promise<string>;
  orders(user: string): Promise<string[]>;
  offers(user: string): Promise<string[]>;
}

export interface Page {
  user: string;
  orders: string[];
  offers: string[];
}

/**
 * Loads all that a page shows: the user, the user's orders, the user's offers.
 *
 * Orders and offers both need the user, but not each other.
 * Time: the user, and then the longer of orders and offers. 1.0 + max(1.2, 0.8) = 2.2 s, not 3.0 s.
 * Failure: when a call rejects, the page rejects at once with the same error.
 */
export async function loadPage(api: Api): Promise<Page> {
  const user = await api.user();
  const [orders, offers] = await Promise.all([api.orders(user), api.offers(user)]);
  return { user, orders, offers };
}

/**
 * Builds Promise.all from smaller parts: calls every function, and resolves with their results. Do without
 * Promise.all, Promise.allSettled and the like.
 *
 * Order: the results stand in the order of the functions, whichever finishes first. No functions give no results.
 * Time: all run together, so it takes as long as the longest.
 * Failure: the first rejection rejects the whole at once, with the same error. What comes after it changes nothing,
 * and is no unhandled rejection either.
 */
export async function all<T>(thunks: (() => Promise<T>)[]): Promise<T[]> {
  return new Promise((resolve, reject) => {
    const results: T[] = [];
    let missing = thunks.length;
    if (missing === 0) resolve(results);
    thunks.forEach((thunk, place) => {
      thunk().then((result) => {
        results[place] = result;
        missing -= 1;
        if (missing === 0) resolve(results);
      }, reject);
    });
  });
}

// Hints
//
// loadPage
// 1. Which of the three calls needs the answer of another one, and which do not?
// 2. A call starts when you make it, not when you await it. Make both calls, then wait for both.
// 3. const [orders, offers] = await Promise.all([ … , … ]);
//
// all
// 1. When is the whole done, and who could know that the last result has just come in?
// 2. Return new Promise((resolve, reject) => …). Call every function at once, and count the results that are missing.
// 3. In each .then, put the result at its own place: results[place] = result. Pass reject as the second argument.
