// Do and while, since there is always a page 1.
import type { Page } from '../../../solutions/02-awaited-sequence.ts';

export async function readAllPages(fetchPage: (number: number) => Promise<Page>): Promise<string[]> {
  const items: string[] = [];
  let page: Page | undefined;
  do {
    page = await fetchPage(page ? page.next! : 1);
    items.push(...page.items);
  } while (page.next !== null);
  return items;
}
