// No async function: both ends of the payment are callbacks of one then.
import type { Hall } from '../../../solutions/05-launch-order.ts';

export function reserve(hall: Hall, seats: number, pay: () => Promise<void>): Promise<boolean> {
  if (hall.free < seats) return Promise.resolve(false);
  hall.free -= seats;
  return pay().then(
    () => true,
    (error: unknown) => {
      hall.free += seats;
      throw error;
    },
  );
}
