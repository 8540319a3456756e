// swallowed-error: takes a page that fails for the end of the list
import type { Page } from '../../../solutions/08-async-iterators.ts';

export async function* allOrders(fetchPage: (number: number) => Promise<Page>): AsyncGenerator<string> {
  let next: number | null = 1;
  while (next !== null) {
    try {
      const page: Page = await fetchPage(next);
      yield* page.orders;
      next = page.next;
    } catch {
      return;
    }
  }
}
