// for await over functions called one by one; the pages by a loop without an end and a return.
import type { Page, Shop } from '../../../solutions/02-awaited-sequence.ts';

export async function placeOrder(item: string, shop: Shop): Promise<string> {
  try {
    await shop.reserve(item);
    const receipt = await shop.charge(item);
    await shop.confirm(receipt);
    return receipt;
  } catch (error) {
    throw error as Error;
  }
}

export async function readAllPages(fetchPage: (number: number) => Promise<Page>): Promise<string[]> {
  const lists: string[][] = [];
  for (let number = 1; ;) {
    const { items, next } = await fetchPage(number);
    lists.push(items);
    if (next === null) return lists.flat();
    number = next;
  }
}

function* called<T>(jobs: (() => Promise<T>)[]): Generator<Promise<T>> {
  for (const job of jobs) yield job();
}

export async function inSequence<T>(jobs: (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  for await (const result of called(jobs)) results.push(result);
  return results;
}
