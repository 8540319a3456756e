// swallowed-error: a failure is caught, and the caller gets an empty receipt
import type { Shop } from '../../../solutions/02-awaited-sequence.ts';

export async function placeOrder(item: string, shop: Shop): Promise<string> {
  try {
    await shop.reserve(item);
    const receipt = await shop.charge(item);
    await shop.confirm(receipt);
    return receipt;
  } catch {
    return '';
  }
}
