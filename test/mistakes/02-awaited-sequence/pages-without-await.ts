// not-awaited: spreads the promise of the rest
import type { Page } from '../../../solutions/02-awaited-sequence.ts';

export async function readAllPages(fetchPage: (page: number) => Promise<Page>, from = 1): Promise<string[]> {
  const { items, next } = await fetchPage(from);
  if (next === null) return items;
  const rest = readAllPages(fetchPage, next) as unknown as string[];
  return [...items, ...rest];
}
