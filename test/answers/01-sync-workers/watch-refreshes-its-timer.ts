// Timer.refresh() arms the same timer anew.
import { now } from '#workshop';

export function watchEventLoop(every: number, report: (late: number) => void): () => void {
  let due = now() + every;
  let stopped = false;
  const timer = setTimeout(() => {
    const late = now() - due;
    due = now() + every;
    timer.refresh();
    if (!stopped) report(late);
  }, every);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
