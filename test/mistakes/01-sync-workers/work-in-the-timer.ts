// too-late: the work begins only when the timer fires
import { now } from '#workshop';

export function lateness(work: () => void, delay: number, report: (late: number) => void): void {
  const due = now() + delay;
  setTimeout(() => {
    work();
    report(now() - due);
  }, delay);
}
