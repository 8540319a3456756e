// sequential: awaits each task before it creates the next
import { taskGroup } from '#workshop';
import type { Cart } from '../../../solutions/07-task-groups.ts';

export async function checkout(cart: Cart): Promise<string> {
  return taskGroup(async (group) => {
    await group.createTask((signal) => cart.reserveStock(signal));
    const receipt = await group.createTask((signal) => cart.chargeCard(signal));
    await group.createTask((signal) => cart.sendEmail(signal));
    return receipt;
  });
}
