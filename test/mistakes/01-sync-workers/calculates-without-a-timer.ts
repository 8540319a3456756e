// too-early: the lateness is worked out when the work is done, and nobody waits until the timer would have fired
import { now } from '#workshop';

export function lateness(work: () => void, delay: number, report: (late: number) => void): void {
  const begun = now();
  work();
  report(Math.max(0, now() - begun - delay));
}
