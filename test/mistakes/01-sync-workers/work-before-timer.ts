// sequential: the work is done before the timer is armed, so the two times add up and the timer is never late
import { now } from '#workshop';

export function lateness(work: () => void, delay: number): Promise<number> {
  return new Promise((resolve) => {
    work();
    const due = now() + delay;
    setTimeout(() => resolve(now() - due), delay);
  });
}
