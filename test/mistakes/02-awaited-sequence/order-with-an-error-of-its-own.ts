// wrong-error: the failure is replaced by another one
import type { Shop } from '../../../solutions/02-awaited-sequence.ts';

export async function placeOrder(item: string, shop: Shop): Promise<string> {
  try {
    await shop.reserve(item);
    const receipt = await shop.charge(item);
    await shop.confirm(receipt);
    return receipt;
  } catch {
    throw new Error('The order could not be placed.');
  }
}
