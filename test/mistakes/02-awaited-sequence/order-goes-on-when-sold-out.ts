// keeps-going: the failed reservation is only remembered, and the card is charged all the same
import type { Shop } from '../../../solutions/02-awaited-sequence.ts';

export async function placeOrder(item: string, shop: Shop): Promise<string> {
  let failure: { error: unknown } | undefined;
  try {
    await shop.reserve(item);
  } catch (error) {
    failure = { error };
  }
  const receipt = await shop.charge(item);
  await shop.confirm(receipt);
  if (failure) throw failure.error;
  return receipt;
}
