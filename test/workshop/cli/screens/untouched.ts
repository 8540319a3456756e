/**
 * Repair (2 to 5 minutes). Buys what is on the list. As it is, each item waits for the one before.
 *
 * Time: the longest of them.
 */
export async function buy(items: string[], buyOne: (item: string) => Promise<number>): Promise<number[]> {
  const prices: number[] = [];
  for (const item of items) prices.push(await buyOne(item));
  return prices;
}

/**
 * Use (10 minutes). Delivers what was bought, in the order of the list, and tells what it cost.
 *
 * Failure: none.
 */
export async function deliver(): Promise<number> {
  return Promise.resolve(0);
}
