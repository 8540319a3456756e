// The payment is a function of its own, and the key is a sentence with the id in it.
import type { Bank, Receipt, Receipts } from '../../../solutions/14-durable-queue.ts';

export async function chargeOnce(
  order: { id: string; amount: number },
  bank: Bank,
  receipts: Receipts,
): Promise<Receipt> {
  return (await receipts.find(order.id)) ?? (await pay());

  async function pay(): Promise<Receipt> {
    const receipt = await bank.charge({ key: `payment for ${order.id}`, amount: order.amount });
    await receipts.save(order.id, receipt);
    return receipt;
  }
}
