// not-awaited: the pages that follow are spread while they are a promise
import type { Page } from '../../../solutions/02-awaited-sequence.ts';

export async function readAllPages(
  fetchPage: (number: number) => Promise<Page>,
  from = 1,
): Promise<string[]> {
  const { items, next } = await fetchPage(from);
  return next === null ? items : [...items, ...(readAllPages(fetchPage, next) as unknown as string[])];
}
