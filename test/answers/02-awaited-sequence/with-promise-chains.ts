// No async function at all: every then gives the promise of the next call.
import type { Page, Shop } from '../../../solutions/02-awaited-sequence.ts';

export function readAllPages(fetchPage: (number: number) => Promise<Page>): Promise<string[]> {
  const readFrom = (number: number, before: string[]): Promise<string[]> =>
    fetchPage(number).then((page) => {
      const items = before.concat(page.items);
      return page.next === null ? items : readFrom(page.next, items);
    });
  return readFrom(1, []);
}

export function inSequence<T>(jobs: (() => Promise<T>)[]): Promise<T[]> {
  return jobs.reduce<Promise<T[]>>(
    (before, job) => before.then((results) => job().then((result) => [...results, result])),
    Promise.resolve([]),
  );
}

export function placeOrder(item: string, shop: Shop): Promise<string> {
  return shop
    .reserve(item)
    .then(() => shop.charge(item))
    .then((receipt) => shop.confirm(receipt).then(() => receipt));
}
