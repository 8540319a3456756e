// checkout passes the group's own signal on, and reads the receipt after the group has ended.
import { taskGroup } from '#workshop';
import type { Cart } from '../../../solutions/07-task-groups.ts';

export async function checkout(cart: Cart): Promise<string> {
  let receipt = '';
  await taskGroup((group) => {
    const { signal } = group;
    group.createTask(() => cart.reserveStock(signal), { name: 'stock' });
    group.createTask(async () => {
      receipt = await cart.chargeCard(signal);
    });
    group.createTask(() => cart.sendEmail(signal), { name: 'e-mail' });
  });
  return receipt;
}
