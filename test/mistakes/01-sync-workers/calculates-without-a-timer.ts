// too-early: the lateness is calculated when the work is done, and nobody waits until the timer would have fired
import { now } from '#workshop';

export async function lateness(work: () => void, delay: number): Promise<number> {
  const begun = now();
  work();
  return Math.max(0, now() - begun - delay);
}
