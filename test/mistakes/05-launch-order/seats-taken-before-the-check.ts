// slot-leak: the seats are taken before the check, and not put back when there are too few
import type { Hall } from '../../../solutions/05-launch-order.ts';
export async function reserve(hall: Hall, seats: number, pay: () => Promise<void>): Promise<boolean> {
  hall.free -= seats;
  if (hall.free < 0) return false;
  try {
    await pay();
  } catch (error) {
    hall.free += seats;
    throw error;
  }
  return true;
}
