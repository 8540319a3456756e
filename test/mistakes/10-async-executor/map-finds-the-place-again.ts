// lost-item: indexOf finds the first place of an item that is listed twice
export async function mapLimit<Item, Result>(
  items: Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = new Array<Result>(items.length);
  const left = [...items];
  let failed = false;
  const worker = async (): Promise<void> => {
    while (left.length > 0 && !failed) {
      const item = left.shift() as Item;
      try {
        results[items.indexOf(item)] = await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}
