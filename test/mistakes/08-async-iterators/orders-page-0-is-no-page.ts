// unfinished: a next page of 0 is taken for none
import type { Page } from '../../../solutions/08-async-iterators.ts';

export async function* allOrders(fetchPage: (number: number) => Promise<Page>): AsyncGenerator<string> {
  let next: number | null = 1;
  while (next) {
    const page: Page = await fetchPage(next);
    yield* page.orders;
    next = page.next;
  }
}
