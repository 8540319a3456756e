// too-late: gives the orders of a page when the next one has arrived
import type { Page } from '../../../solutions/08-async-iterators.ts';

export async function* allOrders(fetchPage: (number: number) => Promise<Page>): AsyncGenerator<string> {
  let last: string[] = [];
  let next: number | null = 1;
  while (next !== null) {
    const page: Page = await fetchPage(next);
    yield* last;
    last = page.orders;
    next = page.next;
  }
  yield* last;
}
