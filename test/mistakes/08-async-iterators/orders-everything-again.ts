// duplicate-item: gives all the orders so far with every page
import type { Page } from '../../../solutions/08-async-iterators.ts';

export async function* allOrders(fetchPage: (number: number) => Promise<Page>): AsyncGenerator<string> {
  const all: string[] = [];
  let next: number | null = 1;
  while (next !== null) {
    const page: Page = await fetchPage(next);
    all.push(...page.orders);
    yield* all;
    next = page.next;
  }
}
