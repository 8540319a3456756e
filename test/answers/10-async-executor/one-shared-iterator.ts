// Loops over one shared iterator; results settled by hand, one task after the other; and a limiter of tokens.
import type { AsyncExecutor } from '#workshop';

export async function importAlbum<Picture>(
  pictures: string[],
  download: (picture: string) => Promise<Picture>,
  executor: AsyncExecutor,
): Promise<PromiseSettledResult<Picture>[]> {
  const tasks = pictures.map((picture) => executor.submit(async () => download(picture), { name: picture }));
  const results: PromiseSettledResult<Picture>[] = [];
  for (const task of tasks) {
    try {
      results.push({ status: 'fulfilled', value: await task });
    } catch (reason) {
      results.push({ status: 'rejected', reason });
    }
  }
  return results;
}

export async function mapLimit<Item, Result>(
  items: Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<number, Result>();
  const rest = items.entries();
  let failed = false;
  const loop = async () => {
    for (const [place, item] of rest) {
      const result = await work(item).catch((error: unknown) => {
        failed = true;
        throw error;
      });
      results.set(place, result);
      if (failed) return;
    }
  };
  await Promise.all(Array.from({ length: limit }, loop));
  return items.map((_, place) => results.get(place) as Result);
}

export class Limiter {
  readonly maxRunning: number;
  readonly #free: object[];
  readonly #line: ((token: object) => void)[] = [];

  constructor(maxRunning: number) {
    this.maxRunning = maxRunning;
    this.#free = Array.from({ length: maxRunning }, () => ({}));
  }

  async run<T>(work: () => T | PromiseLike<T>): Promise<T> {
    const token = this.#free.pop() ?? (await new Promise<object>((take) => this.#line.push(take)));
    try {
      return await work();
    } finally {
      const take = this.#line.shift();
      if (take) take(token);
      else this.#free.push(token);
    }
  }
}
