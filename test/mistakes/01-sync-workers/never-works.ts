// never-called: the timer is armed, but the work that should make it late is never done
import { now } from '#workshop';

export function lateness(_work: () => void, delay: number, report: (late: number) => void): void {
  const due = now() + delay;
  setTimeout(() => report(now() - due), delay);
}
