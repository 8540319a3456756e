// wrong-value: due is worked out once, so each report counts from the beginning
import { now } from '#workshop';

export function watchEventLoop(every: number, report: (late: number) => void): () => void {
  const due = now() + every;
  let timer = setTimeout(check, every);
  function check() {
    report(now() - due);
    timer = setTimeout(check, every);
  }
  return () => clearTimeout(timer);
}
