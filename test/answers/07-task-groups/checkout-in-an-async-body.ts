// checkout awaits all of its tasks in an async body, instead of leaving that to the group.
import { taskGroup } from '#workshop';
import type { Cart } from '../../../solutions/07-task-groups.ts';

export async function checkout(cart: Cart): Promise<string> {
  return taskGroup(async (group) => {
    const stock = group.createTask((signal) => cart.reserveStock(signal));
    const card = group.createTask((signal) => cart.chargeCard(signal));
    const email = group.createTask((signal) => cart.sendEmail(signal));
    await stock;
    await email;
    return card;
  });
}
