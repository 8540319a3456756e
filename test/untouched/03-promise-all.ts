// Exercise 03: Promise.all
//
// Check it:  npm start check 3        A hint:  npm start hint 3

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
  const sales = await queries.sales();
  const visitors = await queries.visitors();
  const stock = await queries.stock();
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
  return { user, orders: [], offers: [] };
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
  const results: T[] = [];
  for (const thunk of thunks) results.push(await thunk());
  return results;
}
