// stale-check: an await between the check and the taking lets Grace check the same seat
import type { Hall } from '../../../solutions/05-launch-order.ts';

const current = async (hall: Hall) => {
  await null;
  return hall.free;
};

export async function reserve(hall: Hall, seats: number, pay: () => Promise<void>): Promise<boolean> {
  if ((await current(hall)) < seats) return false;
  await pay();
  hall.free -= seats;
  return true;
}
