// lost-item: takes page 2 after page 1, whatever page 1 says
import type { Page } from '../../../solutions/08-async-iterators.ts';

export async function* allOrders(fetchPage: (number: number) => Promise<Page>): AsyncGenerator<string> {
  for (let number = 1; ; number += 1) {
    const page = await fetchPage(number);
    yield* page.orders;
    if (page.next === null) return;
  }
}
