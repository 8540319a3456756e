// unfinished: a next page of 0 is taken for no page
import type { Page } from '../../../solutions/02-awaited-sequence.ts';

export async function readAllPages(fetchPage: (number: number) => Promise<Page>): Promise<string[]> {
  const items: string[] = [];
  let next: number | null = 1;
  while (next) {
    const page: Page = await fetchPage(next);
    items.push(...page.items);
    next = page.next;
  }
  return items;
}
