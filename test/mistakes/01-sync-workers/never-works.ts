// unfinished: the timer is armed, but the work that should make it late is never done
import { now } from '#workshop';

export function lateness(_work: () => void, delay: number): Promise<number> {
  const due = now() + delay;
  return new Promise((resolve) => {
    setTimeout(() => resolve(now() - due), delay);
  });
}
