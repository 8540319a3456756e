// swallowed-error: a payment that failed looks like a hall that is full
import type { Hall } from '../../../solutions/05-launch-order.ts';

export async function reserve(hall: Hall, seats: number, pay: () => Promise<void>): Promise<boolean> {
  if (hall.free < seats) return false;
  hall.free -= seats;
  try {
    await pay();
  } catch {
    hall.free += seats;
    return false;
  }
  return true;
}
