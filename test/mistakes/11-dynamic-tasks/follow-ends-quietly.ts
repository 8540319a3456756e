// swallowed-cancellation: catches the reason of the signal, and returns as if all were done
import type { Mirror } from '../../../solutions/11-dynamic-tasks.ts';

export async function follow(
  mirrors: Mirror[],
  publish: (news: unknown) => void,
  signal: AbortSignal,
): Promise<never> {
  const followOne = async (mirror: Mirror) => {
    try {
      for (;;) publish(await mirror.ask(signal));
    } catch {
      return;
    }
  };
  await Promise.all(mirrors.map((mirror) => followOne(mirror)));
  return undefined as never;
}
