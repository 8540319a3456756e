// keeps-going: the promise rejects with the failure, and the other lines go on with the next items
export function mapLimit<Item, Result>(
  items: Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  return new Promise((resolve, reject) => {
    const results = new Array<Result>(items.length);
    let next = 0;
    let left = items.length;
    const start = (): void => {
      if (next === items.length) return;
      const index = next++;
      work(items[index]!).then((result) => {
        results[index] = result;
        left -= 1;
        if (left === 0) resolve(results);
        else start();
      }, reject);
    };
    if (items.length === 0) resolve(results);
    for (let slot = 0; slot < limit; slot += 1) start();
  });
}
