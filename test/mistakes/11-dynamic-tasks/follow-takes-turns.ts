// too-late: asks one mirror after the other, and waits for each
import type { Mirror } from '../../../solutions/11-dynamic-tasks.ts';

export async function follow(
  mirrors: Mirror[],
  publish: (news: unknown) => void,
  signal: AbortSignal,
): Promise<never> {
  for (;;) {
    for (const mirror of mirrors) publish(await mirror.ask(signal));
  }
}
