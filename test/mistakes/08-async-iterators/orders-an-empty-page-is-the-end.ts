// lost-item: a page without orders ends the list
import type { Page } from '../../../solutions/08-async-iterators.ts';

export async function* allOrders(fetchPage: (number: number) => Promise<Page>): AsyncGenerator<string> {
  let next: number | null = 1;
  while (next !== null) {
    const page: Page = await fetchPage(next);
    if (page.orders.length === 0) return;
    yield* page.orders;
    next = page.next;
  }
}
