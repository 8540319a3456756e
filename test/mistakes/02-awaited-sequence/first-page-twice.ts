// duplicate-item: the items of a page are kept before the loop and in it
import type { Page } from '../../../solutions/02-awaited-sequence.ts';

export async function readAllPages(fetchPage: (number: number) => Promise<Page>): Promise<string[]> {
  let page = await fetchPage(1);
  const items = [...page.items];
  while (page.next !== null) {
    items.push(...page.items);
    page = await fetchPage(page.next);
  }
  items.push(...page.items);
  return items;
}
