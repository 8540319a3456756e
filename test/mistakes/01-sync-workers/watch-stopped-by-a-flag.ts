// leaked-timer: after the stop nothing is reported, but the last timer stays armed until it fires
import { now } from '#workshop';

export function watchEventLoop(every: number, report: (late: number) => void): () => void {
  let stopped = false;
  const check = (due: number) => {
    setTimeout(() => {
      if (stopped) return;
      report(now() - due);
      check(now() + every);
    }, every);
  };
  check(now() + every);
  return () => {
    stopped = true;
  };
}
