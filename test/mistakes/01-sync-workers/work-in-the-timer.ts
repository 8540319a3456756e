// too-late: the work begins only when the timer fires
import { now } from '#workshop';

export function lateness(work: () => void, delay: number): Promise<number> {
  const due = now() + delay;
  return new Promise((resolve) => {
    setTimeout(() => {
      work();
      resolve(now() - due);
    }, delay);
  });
}
