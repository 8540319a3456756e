// leaked-timer: a thousand timers are armed at the beginning, and the stop clears only the last of them
import { now } from '#workshop';

export function watchEventLoop(every: number, report: (late: number) => void): () => void {
  const start = now();
  let timer: NodeJS.Timeout | undefined;
  for (let i = 1; i <= 1000; i += 1) {
    timer = setTimeout(() => report(now() - start - i * every), i * every);
  }
  return () => clearTimeout(timer);
}
