// unfinished: the work is done, and no timer is there that could be late
import { now } from '#workshop';

export function lateness(work: () => void, delay: number, report: (late: number) => void): void {
  const due = now() + delay;
  work();
  if (now() > due + delay) report(now() - due);
}
