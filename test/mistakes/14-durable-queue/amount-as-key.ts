// not-idempotent: two orders of the same amount share a key, and one is never paid
import type { Bank, Receipt, Receipts } from '../../../solutions/14-durable-queue.ts';

export async function chargeOnce(
  order: { id: string; amount: number },
  bank: Bank,
  receipts: Receipts,
): Promise<Receipt> {
  const known = await receipts.find(order.id);
  if (known) return known;
  const receipt = await bank.charge({ key: String(order.amount), amount: order.amount });
  await receipts.save(order.id, receipt);
  return receipt;
}
