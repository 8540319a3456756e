// siblings-left-running: the steps are given a signal that never aborts
import { taskGroup } from '#workshop';
import type { Cart } from '../../../solutions/07-task-groups.ts';

export async function checkout(cart: Cart): Promise<string> {
  const { signal } = new AbortController();
  return taskGroup((group) => {
    group.createTask(() => cart.reserveStock(signal));
    const receipt = group.createTask(() => cart.chargeCard(signal));
    group.createTask(() => cart.sendEmail(signal));
    return receipt;
  });
}
