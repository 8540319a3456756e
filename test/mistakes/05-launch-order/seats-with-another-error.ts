// wrong-error: the customer gets a new error instead of the one of the payment
import type { Hall } from '../../../solutions/05-launch-order.ts';

export async function reserve(hall: Hall, seats: number, pay: () => Promise<void>): Promise<boolean> {
  if (hall.free < seats) return false;
  hall.free -= seats;
  try {
    await pay();
  } catch (error) {
    hall.free += seats;
    throw new Error('reservation failed', { cause: error });
  }
  return true;
}
