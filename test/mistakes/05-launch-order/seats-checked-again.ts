// stale-check: it checks again after the payment, so Grace has already paid when there is no seat
import type { Hall } from '../../../solutions/05-launch-order.ts';

export async function reserve(hall: Hall, seats: number, pay: () => Promise<void>): Promise<boolean> {
  if (hall.free < seats) return false;
  await pay();
  if (hall.free < seats) return false;
  hall.free -= seats;
  return true;
}
