// wrong-order: the card is charged before the stock is reserved
import { taskGroup } from '#workshop';
import type { Cart } from '../../../solutions/07-task-groups.ts';

export async function checkout(cart: Cart): Promise<string> {
  return taskGroup((group) => {
    const receipt = group.createTask((signal) => cart.chargeCard(signal));
    group.createTask((signal) => cart.reserveStock(signal));
    group.createTask((signal) => cart.sendEmail(signal));
    return receipt;
  });
}
