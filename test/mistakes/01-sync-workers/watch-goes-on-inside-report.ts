// leaked-timer: a stop inside the report clears the timer that has just fired, and then the next one is armed
import { now } from '#workshop';

export function watchEventLoop(every: number, report: (late: number) => void): () => void {
  let due = now() + every;
  let timer = setTimeout(check, every);
  function check() {
    report(now() - due);
    due = now() + every;
    timer = setTimeout(check, every);
  }
  return () => clearTimeout(timer);
}
