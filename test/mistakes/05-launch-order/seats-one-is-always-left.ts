// never-called: whoever wants all the seats that are free is refused
import type { Hall } from '../../../solutions/05-launch-order.ts';

export async function reserve(hall: Hall, seats: number, pay: () => Promise<void>): Promise<boolean> {
  if (hall.free <= seats) return false;
  hall.free -= seats;
  try {
    await pay();
  } catch (error) {
    hall.free += seats;
    throw error;
  }
  return true;
}
