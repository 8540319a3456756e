// never-called: the order is reserved and charged, and then the function returns
import type { Shop } from '../../../solutions/02-awaited-sequence.ts';

export async function placeOrder(item: string, shop: Shop): Promise<string> {
  await shop.reserve(item);
  return shop.charge(item);
}
