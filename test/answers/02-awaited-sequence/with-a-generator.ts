// An async generator hands out one page at a time; for the jobs a counter in a while loop.
import type { Page, Shop } from '../../../solutions/02-awaited-sequence.ts';

async function* pagesOf(fetchPage: (number: number) => Promise<Page>): AsyncGenerator<Page> {
  let page = await fetchPage(1);
  yield page;
  while (page.next !== null) {
    page = await fetchPage(page.next);
    yield page;
  }
}

export async function readAllPages(fetchPage: (number: number) => Promise<Page>): Promise<string[]> {
  const items: string[] = [];
  for await (const page of pagesOf(fetchPage)) items.push(...page.items);
  return items;
}

export async function inSequence<T>(jobs: (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  while (results.length < jobs.length) {
    const result = await jobs[results.length]!();
    results.push(result);
  }
  return results;
}

export async function placeOrder(item: string, { reserve, charge, confirm }: Shop): Promise<string> {
  let receipt = '';
  const steps = [
    () => reserve(item),
    async () => void (receipt = await charge(item)),
    () => confirm(receipt),
  ];
  for (const step of steps) await step();
  return receipt;
}
