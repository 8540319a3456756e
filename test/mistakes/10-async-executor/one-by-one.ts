// sequential: one item after the other, whatever the limit allows
export async function mapLimit<Item, Result>(
  items: Item[],
  _limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
