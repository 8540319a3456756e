// wrong-value: the number from before the await is stale, so the seats of Grace are free again as well
import type { Hall } from '../../../solutions/05-launch-order.ts';

export async function reserve(hall: Hall, seats: number, pay: () => Promise<void>): Promise<boolean> {
  const before = hall.free;
  if (before < seats) return false;
  hall.free = before - seats;
  try {
    await pay();
  } catch (error) {
    hall.free = before;
    throw error;
  }
  return true;
}
