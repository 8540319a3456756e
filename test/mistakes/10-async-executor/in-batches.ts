// under-used: works in batches, and every batch waits for its slowest item
export async function mapLimit<Item, Result>(
  items: Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < items.length; from += limit) {
    const batch = items.slice(from, from + limit);
    results.push(...(await Promise.all(batch.map((item) => work(item)))));
  }
  return results;
}
