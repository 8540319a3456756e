// not-awaited: the page is a promise still when its orders are counted
import type { Page } from '../../../solutions/08-async-iterators.ts';

export async function* allOrders(fetchPage: (number: number) => Promise<Page>): AsyncGenerator<string> {
  let next: number | null = 1;
  while (next !== null) {
    const page = fetchPage(next) as unknown as Page;
    for (let place = 0; place < page.orders.length; place += 1) yield page.orders[place]!;
    next = page.next;
  }
}
