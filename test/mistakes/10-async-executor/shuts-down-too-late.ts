// keeps-going: shuts the executor down when it hears of the failure, and the free slot is taken by then
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
