// mutated-input: the list of the free shops is the list of the caller
import type { Shop } from '../../../solutions/09-queues.ts';

export function serve(orders: AsyncIterable<string>, shops: Shop[]): Promise<number> {
  return new Promise<number>((resolve, reject) => {
    const waiting: string[] = [];
    let coming = true;
    let served = 0;
    let atWork = 0;
    let failed: { error: unknown } | undefined;
    const match = () => {
      while (!failed && shops.length > 0 && waiting.length > 0) {
        const shop = shops.shift()!;
        atWork += 1;
        const done = () => {
          served += 1;
          shops.push(shop);
        };
        const over = () => {
          atWork -= 1;
          match();
        };
        void shop
          .serve(waiting.shift()!)
          .then(done, (error: unknown) => (failed ??= { error }))
          .then(over);
      }
      if (coming || atWork > 0) return;
      if (failed) reject(failed.error as Error);
      else resolve(served);
    };
    const read = async () => {
      for await (const order of orders) {
        waiting.push(order);
        match();
      }
      coming = false;
      match();
    };
    read().catch(reject);
  }).finally(() => {
    for (const shop of shops) shop.close();
  });
}
