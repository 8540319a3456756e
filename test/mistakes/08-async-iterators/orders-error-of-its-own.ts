// wrong-error: wraps the error of the page in one of its own
import type { Page } from '../../../solutions/08-async-iterators.ts';

export async function* allOrders(fetchPage: (number: number) => Promise<Page>): AsyncGenerator<string> {
  let next: number | null = 1;
  while (next !== null) {
    let page: Page;
    try {
      page = await fetchPage(next);
    } catch (cause) {
      throw new Error(`page ${next} cannot be fetched`, { cause });
    }
    yield* page.orders;
    next = page.next;
  }
}
