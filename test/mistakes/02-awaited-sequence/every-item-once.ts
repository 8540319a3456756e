// lost-item: an item that is on two pages is given once
import type { Page } from '../../../solutions/02-awaited-sequence.ts';

export async function readAllPages(fetchPage: (number: number) => Promise<Page>): Promise<string[]> {
  const items = new Set<string>();
  let next: number | null = 1;
  while (next !== null) {
    const page: Page = await fetchPage(next);
    for (const item of page.items) items.add(item);
    next = page.next;
  }
  return [...items];
}
