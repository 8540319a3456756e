// not-awaited: the answer is given when the work is done, and nobody waits for the timer
import { now } from '#workshop';

export function lateness(work: () => void, delay: number): Promise<number> {
  const due = now() + delay;
  setTimeout(() => {}, delay);
  work();
  return Promise.resolve(Math.max(0, now() - due));
}
