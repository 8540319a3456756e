// unwanted-call: reports twice when the timer fires
import { now } from '#workshop';

export function lateness(work: () => void, delay: number, report: (late: number) => void): void {
  const due = now() + delay;
  setTimeout(() => {
    report(now() - due);
    report(now() - due);
  }, delay);
  work();
}
