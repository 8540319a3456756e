// sequential: a mutex around everything, so Grace waits until Ada has paid
import type { Hall } from '../../../solutions/05-launch-order.ts';

let last: Promise<unknown> = Promise.resolve();

export function reserve(hall: Hall, seats: number, pay: () => Promise<void>): Promise<boolean> {
  const result = last.then(async () => {
    if (hall.free < seats) return false;
    await pay();
    hall.free -= seats;
    return true;
  });
  last = result.catch(() => {});
  return result;
}
