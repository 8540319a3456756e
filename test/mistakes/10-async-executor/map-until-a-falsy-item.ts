// lost-item: an item that is undefined or 0 is taken for the end of the list
export async function mapLimit<Item, Result>(
  items: Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const left = [...items.entries()].reverse();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (let entry = left.pop(); entry && entry[1] && !failed; entry = left.pop()) {
      try {
        results[entry[0]] = await work(entry[1]);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}
