// over-limit: every order starts when it comes in, whether a shop is free or not
import type { Shop } from '../../../solutions/09-queues.ts';

export async function serve(orders: AsyncIterable<string>, shops: Shop[]): Promise<number> {
  const all: Promise<void>[] = [];
  try {
    for await (const order of orders) all.push(shops[all.length % shops.length]!.serve(order));
    await Promise.all(all);
  } finally {
    for (const shop of shops) shop.close();
  }
  return all.length;
}
