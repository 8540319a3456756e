// wrong-error: takes the failure out of its AggregateError
import { taskGroup } from '#workshop';
import type { Cart } from '../../../solutions/07-task-groups.ts';

export async function checkout(cart: Cart): Promise<string> {
  try {
    return await taskGroup((group) => {
      group.createTask((signal) => cart.reserveStock(signal));
      const receipt = group.createTask((signal) => cart.chargeCard(signal));
      group.createTask((signal) => cart.sendEmail(signal));
      return receipt;
    });
  } catch (error) {
    throw error instanceof AggregateError ? error.errors[0] : error;
  }
}
