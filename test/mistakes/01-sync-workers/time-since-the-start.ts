// hard-coded: it takes for granted that the program has only just begun
import { now } from '#workshop';

export function lateness(work: () => void, delay: number): Promise<number> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(now() - delay), delay);
    work();
  });
}
