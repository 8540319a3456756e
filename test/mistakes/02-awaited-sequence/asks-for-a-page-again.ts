// keeps-going: a page that cannot be fetched is asked for once more
import type { Page } from '../../../solutions/02-awaited-sequence.ts';

export async function readAllPages(fetchPage: (number: number) => Promise<Page>): Promise<string[]> {
  const items: string[] = [];
  let next: number | null = 1;
  while (next !== null) {
    const number: number = next;
    const page: Page = await fetchPage(number).catch(() => fetchPage(number));
    items.push(...page.items);
    next = page.next;
  }
  return items;
}
