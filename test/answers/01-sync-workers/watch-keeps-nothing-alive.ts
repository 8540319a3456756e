// The timer is unref'd, so the watch keeps no program alive.
import { now } from '#workshop';

export function watchEventLoop(every: number, report: (late: number) => void): () => void {
  let timer: NodeJS.Timeout;
  const arm = (): void => {
    const due = now() + every;
    timer = setTimeout(() => {
      arm();
      report(now() - due);
    }, every).unref();
  };
  arm();
  return () => clearTimeout(timer);
}
