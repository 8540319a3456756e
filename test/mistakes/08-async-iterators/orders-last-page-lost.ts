// lost-item: leaves the loop when there is no next page, before the orders of this one are given
import type { Page } from '../../../solutions/08-async-iterators.ts';

export async function* allOrders(fetchPage: (number: number) => Promise<Page>): AsyncGenerator<string> {
  let page = await fetchPage(1);
  while (page.next !== null) {
    yield* page.orders;
    page = await fetchPage(page.next);
  }
}
