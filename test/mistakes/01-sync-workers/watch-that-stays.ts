// keeps-going: what the watch gives does not stop it, so it reports once more
import { now } from '#workshop';

export function watchEventLoop(every: number, report: (late: number) => void): () => void {
  const arm = (): void => {
    const due = now() + every;
    setTimeout(() => {
      arm();
      report(now() - due);
    }, every).unref();
  };
  arm();
  return () => {};
}
