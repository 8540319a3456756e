// wrong-value: the receipt never leaves the group
import { taskGroup } from '#workshop';
import type { Cart } from '../../../solutions/07-task-groups.ts';

export async function checkout(cart: Cart): Promise<string> {
  await taskGroup((group) => {
    group.createTask((signal) => cart.reserveStock(signal));
    group.createTask((signal) => cart.chargeCard(signal));
    group.createTask((signal) => cart.sendEmail(signal));
  });
  return 'paid';
}
