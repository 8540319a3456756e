// shared-state: remembers in a Map, which another process does not see and a crash empties
import type { Bank, Receipt, Receipts } from '../../../solutions/14-durable-queue.ts';

const charged = new Map<string, Receipt>();

export async function chargeOnce(
  order: { id: string; amount: number },
  bank: Bank,
  receipts: Receipts,
): Promise<Receipt> {
  const known = charged.get(order.id);
  if (known) return known;
  const receipt = await bank.charge({ key: crypto.randomUUID(), amount: order.amount });
  charged.set(order.id, receipt);
  await receipts.save(order.id, receipt);
  return receipt;
}
