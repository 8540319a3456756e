// Workers that share one place in the list; and a limiter that starts the waiting work itself, from a list of thunks.

export async function mapLimit<Item, Result>(
  items: Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(items.length);
  let next = 0;
  let failed = false;
  const worker = async (): Promise<void> => {
    while (next < items.length && !failed) {
      const place = next++;
      try {
        results[place] = await work(items[place] as Item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}

export class Limiter {
  readonly maxRunning: number;
  readonly #line: (() => Promise<void>)[] = [];
  #running = 0;

  constructor(maxRunning: number) {
    this.maxRunning = maxRunning;
  }

  run<T>(work: () => T | PromiseLike<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#line.push(async () => {
        try {
          resolve(await work());
        } catch (error) {
          reject(error);
        }
      });
      this.#resumeNext();
    });
  }

  #resumeNext(): void {
    if (this.#running >= this.maxRunning) return;
    const next = this.#line.shift();
    if (!next) return;
    this.#running += 1;
    void next().then(() => {
      this.#running -= 1;
      this.#resumeNext();
    });
  }
}
