// over-limit: starts all items together
export async function mapLimit<Item, Result>(
  items: Item[],
  _limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  return Promise.all(items.map((item) => work(item)));
}
