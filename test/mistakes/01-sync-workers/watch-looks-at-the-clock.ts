// blocked-event-loop: a loop that looks at the clock keeps the thread that it should watch
import { now } from '#workshop';

export function watchEventLoop(every: number, report: (late: number) => void): () => void {
  let stopped = false;
  while (!stopped) {
    const due = now() + every;
    while (now() < due);
    report(now() - due);
  }
  return () => {
    stopped = true;
  };
}
