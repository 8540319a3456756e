// not-awaited: the receipt is returned while the confirmation is still under way
import type { Shop } from '../../../solutions/02-awaited-sequence.ts';

export async function placeOrder(item: string, shop: Shop): Promise<string> {
  await shop.reserve(item);
  const receipt = await shop.charge(item);
  void shop.confirm(receipt);
  return receipt;
}
