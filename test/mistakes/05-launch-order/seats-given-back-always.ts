// wrong-value: finally runs on success too, so a seat that is paid is sold again
import type { Hall } from '../../../solutions/05-launch-order.ts';

export async function reserve(hall: Hall, seats: number, pay: () => Promise<void>): Promise<boolean> {
  if (hall.free < seats) return false;
  hall.free -= seats;
  try {
    await pay();
    return true;
  } finally {
    hall.free += seats;
  }
}
