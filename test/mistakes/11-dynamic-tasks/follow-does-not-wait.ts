// not-awaited: starts the loops and does not wait for them
import type { Mirror } from '../../../solutions/11-dynamic-tasks.ts';

export async function follow(
  mirrors: Mirror[],
  publish: (news: unknown) => void,
  signal: AbortSignal,
): Promise<never> {
  mirrors.forEach(async (mirror) => {
    for (;;) publish(await mirror.ask(signal));
  });
  return undefined as never;
}
