// called-twice: asks for the page once for its orders, and once more for what comes next
import type { Page } from '../../../solutions/08-async-iterators.ts';

export async function* allOrders(fetchPage: (page: number) => Promise<Page>): AsyncGenerator<string, void> {
  let next: number | null = 1;
  while (next !== null) {
    const number: number = next;
    const { orders } = await fetchPage(number);
    next = (await fetchPage(number)).next;
    yield* orders;
  }
}
