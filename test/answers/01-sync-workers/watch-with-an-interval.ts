// SetInterval, which counts from the moment at which it fires.
import { now } from '#workshop';

export function watchEventLoop(every: number, report: (late: number) => void): () => void {
  let due = now() + every;
  const timer = setInterval(() => {
    const late = now() - due;
    due = now() + every;
    report(late);
  }, every);
  return () => clearInterval(timer);
}
