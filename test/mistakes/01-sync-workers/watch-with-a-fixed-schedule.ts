// wrong-value: due goes up by `every` each time, so that after one late report all that follow count as late too
import { now } from '#workshop';

export function watchEventLoop(every: number, report: (late: number) => void): () => void {
  let due = now() + every;
  const timer = setInterval(() => {
    report(now() - due);
    due += every;
  }, every);
  return () => clearInterval(timer);
}
