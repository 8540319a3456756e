// Each call does one piece and hands the rest to itself.
import type { Page } from '../../../solutions/02-awaited-sequence.ts';

export async function readAllPages(
  fetchPage: (number: number) => Promise<Page>,
  from = 1,
): Promise<string[]> {
  const { items, next } = await fetchPage(from);
  return next === null ? items : [...items, ...(await readAllPages(fetchPage, next))];
}

export async function inSequence<T>([first, ...rest]: (() => Promise<T>)[]): Promise<T[]> {
  if (!first) return [];
  return [await first(), ...(await inSequence(rest))];
}
