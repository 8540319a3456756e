// eager-start: both calls are made before the first await, so the card is charged while the item is being reserved
import type { Shop } from '../../../solutions/02-awaited-sequence.ts';

export async function placeOrder(item: string, shop: Shop): Promise<string> {
  const reserved = shop.reserve(item);
  const charged = shop.charge(item);
  await reserved;
  const receipt = await charged;
  await shop.confirm(receipt);
  return receipt;
}
