// wrong-order: the items come in the order of the page numbers
import type { Page } from '../../../solutions/02-awaited-sequence.ts';
export async function readAllPages(fetchPage: (number: number) => Promise<Page>): Promise<string[]> {
  const pages: string[][] = [];
  let next: number | null = 1;
  while (next !== null) {
    const page: Page = await fetchPage(next);
    pages[next] = page.items;
    next = page.next;
  }
  return pages.flat();
}
