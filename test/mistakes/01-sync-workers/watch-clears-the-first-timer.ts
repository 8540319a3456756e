// leaked-timer: the stop clears the first timer, which has fired long ago, and not the latest
import { now } from '#workshop';

export function watchEventLoop(every: number, report: (late: number) => void): () => void {
  let due = now() + every;
  const check = () => {
    const late = now() - due;
    due = now() + every;
    setTimeout(check, every);
    report(late);
  };
  const timer = setTimeout(check, every);
  return () => clearTimeout(timer);
}
