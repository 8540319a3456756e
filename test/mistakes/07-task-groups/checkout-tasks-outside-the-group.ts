// siblings-left-running: the tasks are made with createTask, so they are not in the group
import { createTask, taskGroup } from '#workshop';
import type { Cart } from '../../../solutions/07-task-groups.ts';

export async function checkout(cart: Cart): Promise<string> {
  return taskGroup(async () => {
    const stock = createTask((signal) => cart.reserveStock(signal));
    const card = createTask((signal) => cart.chargeCard(signal));
    const email = createTask((signal) => cart.sendEmail(signal));
    const [, receipt] = await Promise.all([stock, card, email]);
    return receipt;
  });
}
