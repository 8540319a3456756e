// not-awaited: the group is begun and not returned, so the caller has nothing and goes on
import { taskGroup } from '#workshop';
import type { Cart } from '../../../solutions/07-task-groups.ts';

export async function checkout(cart: Cart): Promise<void> {
  void taskGroup((group) => {
    group.createTask((signal) => cart.reserveStock(signal));
    const receipt = group.createTask((signal) => cart.chargeCard(signal));
    group.createTask((signal) => cart.sendEmail(signal));
    return receipt;
  });
}
