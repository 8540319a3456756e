// slot-leak: when the payment fails, the seats stay taken
import type { Hall } from '../../../solutions/05-launch-order.ts';

export async function reserve(hall: Hall, seats: number, pay: () => Promise<void>): Promise<boolean> {
  if (hall.free < seats) return false;
  hall.free -= seats;
  await pay();
  return true;
}
