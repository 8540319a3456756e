// not-awaited: the items are read from the promise of a page
import type { Page } from '../../../solutions/02-awaited-sequence.ts';

export async function readAllPages(fetchPage: (number: number) => Promise<Page>): Promise<string[]> {
  const items: string[] = [];
  let next: number | null = 1;
  while (next !== null) {
    const page = fetchPage(next) as unknown as Page;
    items.push(...page.items);
    next = page.next;
  }
  return items;
}
