// lost-item: the loop ends at the page without a next one, before its items are kept
import type { Page } from '../../../solutions/02-awaited-sequence.ts';

export async function readAllPages(fetchPage: (number: number) => Promise<Page>): Promise<string[]> {
  const items: string[] = [];
  let page = await fetchPage(1);
  while (page.next !== null) {
    items.push(...page.items);
    page = await fetchPage(page.next);
  }
  return items;
}
