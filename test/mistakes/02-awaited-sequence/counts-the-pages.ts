// wrong-call: it counts 1, 2, 3 and does not go where the page says, so it never gets to the other pages
import type { Page } from '../../../solutions/02-awaited-sequence.ts';

export async function readAllPages(fetchPage: (number: number) => Promise<Page>): Promise<string[]> {
  const items: string[] = [];
  for (let number = 1; ; number += 1) {
    const page = await fetchPage(number);
    items.push(...page.items);
    if (page.next === null) return items;
  }
}
