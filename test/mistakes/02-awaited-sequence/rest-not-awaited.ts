// not-awaited: the rest is read by a call that is not awaited, so only the first page is there in the end
import type { Page } from '../../../solutions/02-awaited-sequence.ts';

export async function readAllPages(fetchPage: (number: number) => Promise<Page>): Promise<string[]> {
  const items: string[] = [];
  const readFrom = async (number: number) => {
    const page = await fetchPage(number);
    items.push(...page.items);
    if (page.next !== null) void readFrom(page.next);
  };
  await readFrom(1);
  return items;
}
