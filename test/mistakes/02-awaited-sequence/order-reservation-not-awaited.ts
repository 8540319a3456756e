// eager-start: the reservation is begun, and the charge does not wait for it
import type { Shop } from '../../../solutions/02-awaited-sequence.ts';

export async function placeOrder(item: string, shop: Shop): Promise<string> {
  void shop.reserve(item);
  const receipt = await shop.charge(item);
  await shop.confirm(receipt);
  return receipt;
}
