// runaway: the page in the loop hides the one outside, so the loop never comes to an end
import type { Page } from '../../../solutions/02-awaited-sequence.ts';

export async function readAllPages(fetchPage: (number: number) => Promise<Page>): Promise<string[]> {
  const page = await fetchPage(1);
  const items = page.items;
  while (page.next !== null) {
    const page = await fetchPage(2);
    items.push(...page.items);
  }
  return items;
}
