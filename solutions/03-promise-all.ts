// Solution 03: Promise.all
//
// Why it works: a call begins its work, and an await only waits for it. So calls that do not need each other are all made
// before the first await. `all` does by hand what Promise.all does: it returns one promise, which is resolved when the
// last result is in, and rejected by the first failure. A promise settles only once, so what comes later changes nothing.
// Each function is called and awaited in an async function of its own, whose `catch` handles every rejection.

/** The queries of a dashboard. Each takes a while, and none of them needs the result of another. */
export interface Queries {
  sales(): Promise<number>;
  visitors(): Promise<number>;
  stock(): Promise<number>;
}

export interface Dashboard {
  sales: number;
  visitors: number;
  stock: number;
}

/** What a page asks a shop for. Each call takes a while. */
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
 * Repair (2 to 5 minutes). Loads the three numbers of a dashboard. As it is, each query waits for the one before.
 *
 * Result: an object with the results of the three queries. Each query is made once.
 * Time: the longest of the three. All of them are called immediately.
 * Failure: as soon as one query rejects, `loadDashboard` rejects with the same error.
 */
export async function loadDashboard(queries: Queries): Promise<Dashboard> {
  const [sales, visitors, stock] = await Promise.all([queries.sales(), queries.visitors(), queries.stock()]);
  return { sales, visitors, stock };
}

/**
 * Use (10 minutes). Loads what a page shows: the user, the user's orders, and the offers for the user.
 *
 * Orders and offers both need the user, but they do not need each other.
 * Result: an object with the user, the orders and the offers.
 * Time: the user, and then the longer of orders and offers. 1.0 + max(1.2, 0.8) = 2.2 s, not 3.0 s.
 * Failure: as soon as a call rejects, `loadPage` rejects with the same error.
 */
export async function loadPage(api: Api): Promise<Page> {
  const user = await api.user();
  const [orders, offers] = await Promise.all([api.orders(user), api.offers(user)]);
  return { user, orders, offers };
}

/**
 * Build (20 minutes). Builds `Promise.all` from smaller parts: do without `Promise.all`, `Promise.allSettled` and
 * `Promise.any`. It takes functions instead of promises, and calls each of them once.
 *
 * Result: the results, in the order of the functions, whichever finishes first. A result may be anything, also
 * `undefined`. An empty list of functions gives an empty list.
 * Time: the longest of them. All functions are called immediately, in their order.
 * Failure: as soon as one promise rejects, `all` rejects with the same error. What happens to the others later changes
 * nothing: they run on, and when they reject too, that is no unhandled rejection.
 */
export async function all<T>(thunks: (() => Promise<T>)[]): Promise<T[]> {
  return new Promise((resolve, reject) => {
    const results: T[] = [];
    let missing = thunks.length;
    if (missing === 0) resolve(results);

    async function runOne(thunk: () => Promise<T>, place: number): Promise<void> {
      try {
        results[place] = await thunk();
        missing -= 1;
        if (missing === 0) resolve(results);
      } catch (error) {
        reject(error);
      }
    }
    thunks.forEach((thunk, place) => void runOne(thunk, place));
  });
}

// Hints
//
// loadDashboard
// 1. Does any of the three queries need the result of another? Then why does it wait for it?
// 2. A query begins when it is called, not when it is awaited. Call all three in an array, and await the array.
// 3. const [sales, visitors, stock] = await Promise.all([queries.sales(), queries.visitors(), queries.stock()]);
//
// loadPage
// 1. Which of the three calls needs the result of another one, and which do not?
// 2. Await the user first. Then make both other calls before you wait for either of them.
// 3. const [orders, offers] = await Promise.all([api.orders(user), api.offers(user)]);
//
// all
// 1. An async function that calls one function and awaits it waits only for that one. Call it for each of them, without
//    an await. How does it notice that its result was the last one missing?
// 2. return new Promise((resolve, reject) => { … }). Inside, count the results that are missing. Each result goes to the
//    place of its function, the last one resolves the promise, and an error rejects it. None missing at the start?
// 3. let missing = thunks.length;
//    if (missing === 0) resolve(results);
//    async function runOne(thunk: () => Promise<T>, place: number): Promise<void> {
//      try { results[place] = await thunk(); missing -= 1; if (missing === 0) resolve(results); }
//      catch (error) { reject(error); }
//    }
//    thunks.forEach((thunk, place) => void runOne(thunk, place));
