// not-idempotent: looks into the list first, but each try has a key of its own
import type { Bank, Receipt, Receipts } from '../../../solutions/14-durable-queue.ts';

export async function chargeOnce(
  order: { id: string; amount: number },
  bank: Bank,
  receipts: Receipts,
): Promise<Receipt> {
  const known = await receipts.find(order.id);
  if (known) return known;
  const receipt = await bank.charge({ key: crypto.randomUUID(), amount: order.amount });
  await receipts.save(order.id, receipt);
  return receipt;
}
