// called-twice: asks all mirrors anew in every round, and throws away the answers of all but the first
import type { Mirror } from '../../../solutions/11-dynamic-tasks.ts';

export async function follow(
  mirrors: Mirror[],
  publish: (news: unknown) => void,
  signal: AbortSignal,
): Promise<never> {
  for (;;) publish(await Promise.race(mirrors.map((mirror) => mirror.ask(signal))));
}
