// Each call does one piece and hands the rest to itself.
import type { Page, Shop } from '../../../solutions/02-awaited-sequence.ts';

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

export async function placeOrder(item: string, shop: Shop, reserved = false): Promise<string> {
  if (!reserved) {
    await shop.reserve(item);
    return placeOrder(item, shop, true);
  }
  const receipt = await shop.charge(item);
  await shop.confirm(receipt);
  return receipt;
}
