// blocked-event-loop: a loop that looks at the clock again and again, in place of a timer
import { now } from '#workshop';

export async function lateness(work: () => void, delay: number): Promise<number> {
  const due = now() + delay;
  work();
  while (now() < due);
  return now() - due;
}
