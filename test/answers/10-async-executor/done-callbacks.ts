// No await at all: done callbacks on the tasks, and a count of what is left.
import { AsyncExecutor } from '#workshop';

export function importAlbum<Picture>(
  pictures: string[],
  download: (picture: string) => Promise<Picture>,
  executor: AsyncExecutor,
): Promise<PromiseSettledResult<Picture>[]> {
  return new Promise((resolve) => {
    const results: PromiseSettledResult<Picture>[] = [];
    let left = pictures.length;
    if (left === 0) resolve(results);
    const settle = (place: number, result: PromiseSettledResult<Picture>) => {
      results[place] = result;
      left -= 1;
      if (left === 0) resolve(results);
    };
    for (const [place, picture] of pictures.entries()) {
      void executor
        .submit(() => download(picture))
        .then(
          (value) => settle(place, { status: 'fulfilled', value }),
          (reason: unknown) => settle(place, { status: 'rejected', reason }),
        );
    }
  });
}

export function mapLimit<Item, Result>(
  items: Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const executor = new AsyncExecutor({ maxRunning: limit });
  return new Promise((resolve, reject) => {
    const results: Result[] = [];
    let left = items.length;
    let failed = false;
    if (left === 0) resolve(results);
    for (const [place, item] of items.entries()) {
      const begin = () =>
        failed
          ? undefined
          : work(item).then(
              (result) => {
                results[place] = result;
                left -= 1;
                if (left === 0) resolve(results);
              },
              (error: unknown) => {
                failed = true;
                reject(error);
              },
            );
      void executor.submit(begin).then(() => {});
    }
  });
}
