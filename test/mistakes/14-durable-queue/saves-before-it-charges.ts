// wrong-value: saves a receipt before there is one, so that after a failure nobody charges
import type { Bank, Receipt, Receipts } from '../../../solutions/14-durable-queue.ts';

export async function chargeOnce(
  order: { id: string; amount: number },
  bank: Bank,
  receipts: Receipts,
): Promise<Receipt> {
  const known = await receipts.find(order.id);
  if (known) return known;
  await receipts.save(order.id, { number: 0 });
  return bank.charge({ key: order.id, amount: order.amount });
}
