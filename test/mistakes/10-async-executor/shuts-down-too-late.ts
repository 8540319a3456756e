// keeps-going: shuts the executor down when Promise.all rejects, and by then the free slot is taken
import { AsyncExecutor } from '#workshop';

export async function mapLimit<Item, Result>(
  items: Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const executor = new AsyncExecutor({ maxRunning: limit });
  const tasks = items.map((item) => executor.submit(() => work(item)));
  try {
    return await Promise.all(tasks);
  } finally {
    void executor.shutdown({ cancelWaiting: true });
  }
}
