// unwanted-call: fetches the next page before the orders of this one are given
import type { Page } from '../../../solutions/08-async-iterators.ts';

export async function* allOrders(fetchPage: (number: number) => Promise<Page>): AsyncGenerator<string> {
  let coming: Promise<Page> | undefined = fetchPage(1);
  while (coming) {
    const page: Page = await coming;
    coming = page.next === null ? undefined : fetchPage(page.next);
    coming?.catch(() => {});
    yield* page.orders;
  }
}
