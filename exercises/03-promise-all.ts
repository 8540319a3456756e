// Exercise 03: Promise.all
//
// Check it:  npm start check 3        A hint:  npm start hint 3

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
  const orders = await api.orders(user);
  const offers = await api.offers(user);
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
  const results: T[] = [];
  for (const thunk of thunks) results.push(await thunk());
  return results;
}
