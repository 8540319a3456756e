// not-awaited: the receipt that is confirmed is a promise still
import type { Shop } from '../../../solutions/02-awaited-sequence.ts';

export async function placeOrder(item: string, shop: Shop): Promise<string> {
  await shop.reserve(item);
  const receipt = shop.charge(item);
  await shop.confirm(receipt as unknown as string);
  return receipt;
}
