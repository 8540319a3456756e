// not-awaited: the page is a promise still when its orders are read
import type { Page } from '../../../solutions/08-async-iterators.ts';

export async function* allOrders(fetchPage: (number: number) => Promise<Page>): AsyncGenerator<string> {
  let next: number | null = 1;
  while (next !== null) {
    const page = fetchPage(next) as unknown as Page;
    yield* page.orders;
    next = page.next;
  }
}
