// swallowed-error: a page that cannot be fetched ends the list as if it had been the last
import type { Page } from '../../../solutions/02-awaited-sequence.ts';

export async function readAllPages(fetchPage: (number: number) => Promise<Page>): Promise<string[]> {
  const items: string[] = [];
  let next: number | null = 1;
  while (next !== null) {
    try {
      const page = await fetchPage(next);
      items.push(...page.items);
      next = page.next;
    } catch {
      next = null;
    }
  }
  return items;
}
