// wrong-order: pop takes from the end, and from the page's own list
import type { Page } from '../../../solutions/08-async-iterators.ts';

export async function* allOrders(fetchPage: (number: number) => Promise<Page>): AsyncGenerator<string> {
  let next: number | null = 1;
  while (next !== null) {
    const page: Page = await fetchPage(next);
    while (page.orders.length > 0) yield page.orders.pop()!;
    next = page.next;
  }
}
