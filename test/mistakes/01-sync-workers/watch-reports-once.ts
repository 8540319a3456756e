// unfinished: no timer is armed after the first one has fired
import { now } from '#workshop';

export function watchEventLoop(every: number, report: (late: number) => void): () => void {
  const due = now() + every;
  const timer = setTimeout(() => report(now() - due), every);
  return () => clearTimeout(timer);
}
