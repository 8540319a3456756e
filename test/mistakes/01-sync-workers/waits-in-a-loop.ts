// blocked-event-loop: a loop that looks at the clock again and again, in place of a timer
import { now } from '#workshop';

export function lateness(work: () => void, delay: number, report: (late: number) => void): void {
  const due = now() + delay;
  work();
  while (now() < due);
  report(now() - due);
}
