// unwanted-call: everybody pays, and then it looks whether there is a seat
import type { Hall } from '../../../solutions/05-launch-order.ts';

export async function reserve(hall: Hall, seats: number, pay: () => Promise<void>): Promise<boolean> {
  await pay();
  if (hall.free < seats) return false;
  hall.free -= seats;
  return true;
}
