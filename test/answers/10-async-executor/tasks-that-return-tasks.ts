// Submits functions that return tasks, and looks at a list of failures before each start.
import { AsyncExecutor, createTask, wait } from '#workshop';

export async function importAlbum<Picture>(
  pictures: string[],
  download: (picture: string) => Promise<Picture>,
  executor: AsyncExecutor,
): Promise<PromiseSettledResult<Picture>[]> {
  if (pictures.length === 0) return [];
  const tasks = pictures.map((each) => executor.submit(() => createTask(() => download(each))));
  await wait(tasks);
  return Promise.allSettled(tasks);
}

export async function mapLimit<Item, Result>(
  items: Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const executor = new AsyncExecutor({ maxRunning: limit });
  const failed: unknown[] = [];
  const tasks = items.map((item) =>
    executor.submit(async () => {
      if (failed.length > 0) throw failed[0];
      try {
        return await work(item);
      } catch (error) {
        failed.push(error);
        throw error;
      }
    }),
  );
  return Promise.all(tasks);
}
