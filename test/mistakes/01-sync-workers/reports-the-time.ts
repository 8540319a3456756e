// wrong-value: the time at which the timer fires is reported, and not how late that is
import { now } from '#workshop';

export function lateness(work: () => void, delay: number, report: (late: number) => void): void {
  setTimeout(() => report(now()), delay);
  work();
}
