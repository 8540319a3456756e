// too-late: the timer is armed when the work is done, so it fires after both, and it is never late
import { now } from '#workshop';

export function lateness(work: () => void, delay: number, report: (late: number) => void): void {
  work();
  const due = now() + delay;
  setTimeout(() => report(now() - due), delay);
}
