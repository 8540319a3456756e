// called-twice: `then` is given a call, not a function, so the order is confirmed twice
import type { Shop } from '../../../solutions/02-awaited-sequence.ts';
export async function placeOrder(item: string, shop: Shop): Promise<string> {
  await shop.reserve(item);
  const charged = shop.charge(item);
  const receipt = await charged;
  await shop.confirm(receipt).then(shop.confirm(receipt) as never);
  return receipt;
}
