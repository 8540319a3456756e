// missing-return: the last page is read, and nothing is given back for it
import type { Page } from '../../../solutions/02-awaited-sequence.ts';

export async function readAllPages(fetchPage: (page: number) => Promise<Page>, from = 1): Promise<string[]> {
  const { items, next } = await fetchPage(from);
  if (next !== null) return [...items, ...(await readAllPages(fetchPage, next))];
  return undefined as never;
}
