// too-late: loads every page before it gives the first order
import type { Page } from '../../../solutions/08-async-iterators.ts';

export async function* allOrders(fetchPage: (number: number) => Promise<Page>): AsyncGenerator<string> {
  const pages: Page[] = [];
  let next: number | null = 1;
  while (next !== null) {
    const page: Page = await fetchPage(next);
    pages.push(page);
    next = page.next;
  }
  for (const page of pages) yield* page.orders;
}
