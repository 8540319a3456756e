// wrong-value: `due` is only right for a measurement that begins at 0.0 s
import { now } from '#workshop';

export function lateness(work: () => void, delay: number, report: (late: number) => void): void {
  setTimeout(() => report(now() - delay), delay);
  work();
}
