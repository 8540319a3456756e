// wrong-order: the charge comes before the reservation
import type { Shop } from '../../../solutions/02-awaited-sequence.ts';

export async function placeOrder(item: string, shop: Shop): Promise<string> {
  const receipt = await shop.charge(item);
  await shop.reserve(item);
  await shop.confirm(receipt);
  return receipt;
}
