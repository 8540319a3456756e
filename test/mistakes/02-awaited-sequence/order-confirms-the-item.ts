// wrong-call: the item is confirmed and not the receipt
import type { Shop } from '../../../solutions/02-awaited-sequence.ts';

export async function placeOrder(item: string, shop: Shop): Promise<string> {
  await shop.reserve(item);
  const receipt = await shop.charge(item);
  await shop.confirm(item);
  return receipt;
}
