// lost-item: an order with an empty text is left out
import type { Page } from '../../../solutions/08-async-iterators.ts';

export async function* allOrders(fetchPage: (number: number) => Promise<Page>): AsyncGenerator<string> {
  let next: number | null = 1;
  while (next !== null) {
    const page: Page = await fetchPage(next);
    for (const order of page.orders) if (order) yield order;
    next = page.next;
  }
}
