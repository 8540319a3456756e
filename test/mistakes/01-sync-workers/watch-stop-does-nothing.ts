// leaked-timer: the function that should stop the watch leaves the timer armed
import { now } from '#workshop';

export function watchEventLoop(every: number, report: (late: number) => void): () => void {
  const check = (due: number) => {
    setTimeout(() => {
      report(now() - due);
      check(now() + every);
    }, every);
  };
  check(now() + every);
  return () => undefined;
}
