// The mirrors are children of a task group; the stations are tasks that hand on to the next; completions by task.
import { createTask, taskGroup } from '#workshop';
import type { Mirror, Station } from '../../../solutions/11-dynamic-tasks.ts';

export async function follow(
  mirrors: Mirror[],
  publish: (news: unknown) => void,
  signal: AbortSignal,
): Promise<never> {
  return taskGroup(
    async (group) => {
      const children = mirrors.map((mirror) =>
        group.createTask(async (own): Promise<never> => {
          for (;;) publish(await mirror.ask(own));
        }),
      );
      const [never] = await Promise.all(children);
      return never as never;
    },
    { signal },
  );
}

export async function keepBusy(stations: Station[], boxes: string[]): Promise<string[]> {
  let left = [...boxes];
  const empty: string[] = [];
  await taskGroup((group) => {
    const open = (station: Station): void => {
      const [box, ...others] = left;
      if (box === undefined) return;
      left = others;
      group.createTask(async () => {
        try {
          await station.empty(box);
          empty.push(box);
        } catch {
          left = [box, ...left];
        }
        open(station);
      });
    };
    stations.forEach(open);
  });
  return empty;
}

export async function* completions<T>(promises: PromiseLike<T>[]): AsyncGenerator<PromiseSettledResult<T>> {
  const results: PromiseSettledResult<T>[] = [];
  let news = new Promise<void>(() => {});
  let tell = () => {};
  const renew = () => {
    news = new Promise((resolve) => (tell = resolve));
  };
  renew();
  for (const promise of promises) {
    createTask(async () => {
      try {
        results.push({ status: 'fulfilled', value: await promise });
      } catch (reason) {
        results.push({ status: 'rejected', reason });
      }
      tell();
    });
  }
  for (let left = promises.length; left > 0; left -= 1) {
    while (results.length === 0) {
      await news;
      renew();
    }
    yield results.shift()!;
  }
}
