// A flag and finally.
import type { Hall } from '../../../solutions/05-launch-order.ts';

export async function reserve(hall: Hall, seats: number, pay: () => Promise<void>): Promise<boolean> {
  let paid = false;
  if (seats > hall.free) return paid;
  hall.free -= seats;
  try {
    await pay();
    paid = true;
  } finally {
    if (!paid) hall.free += seats;
  }
  return paid;
}
