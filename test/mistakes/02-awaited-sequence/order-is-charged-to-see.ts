// called-twice: the first charge is there to see whether it works, and the second for its receipt
import type { Shop } from '../../../solutions/02-awaited-sequence.ts';

export async function placeOrder(item: string, shop: Shop): Promise<string> {
  await shop.reserve(item);
  await shop.charge(item);
  const receipt = await shop.charge(item);
  await shop.confirm(receipt);
  return receipt;
}
