// The seats are taken first and checked afterwards: with no await in between that is as good.
import type { Hall } from '../../../solutions/05-launch-order.ts';

export async function reserve(hall: Hall, seats: number, pay: () => Promise<void>): Promise<boolean> {
  hall.free -= seats;
  if (hall.free < 0) {
    hall.free += seats;
    return false;
  }
  let paid = false;
  try {
    await pay();
    paid = true;
  } finally {
    if (!paid) hall.free += seats;
  }
  return true;
}
