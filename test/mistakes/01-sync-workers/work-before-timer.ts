// too-late: the timer is armed when the work is done, so it fires after both, and it is never late
import { now } from '#workshop';

export function lateness(work: () => void, delay: number): Promise<number> {
  return new Promise((resolve) => {
    work();
    const due = now() + delay;
    setTimeout(() => resolve(now() - due), delay);
  });
}
