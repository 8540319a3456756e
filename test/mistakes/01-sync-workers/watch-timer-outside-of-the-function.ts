// shared-state: the timer is in a variable of the module, so one watch stops the other
import { now } from '#workshop';
let timer: ReturnType<typeof setTimeout>;
export function watchEventLoop(every: number, report: (late: number) => void): () => void {
  const arm = (): void => {
    const due = now() + every;
    timer = setTimeout(() => {
      arm();
      report(now() - due);
    }, every);
  };
  arm();
  return () => clearTimeout(timer);
}
