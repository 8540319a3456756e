// not-awaited: the orders are taken out of the promise of a page
import type { Page } from '../../../solutions/08-async-iterators.ts';

export async function* allOrders(
  fetchPage: (number: number) => Promise<Page>,
  number = 1,
): AsyncGenerator<string, void> {
  const { orders, next } = fetchPage(number) as unknown as Page;
  yield* orders;
  if (next !== null) yield* allOrders(fetchPage, next);
}
