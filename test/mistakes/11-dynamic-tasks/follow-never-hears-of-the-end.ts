// swallowed-cancellation: the loops end in silence, and nothing passes the reason of the signal on
import type { Mirror } from '../../../solutions/11-dynamic-tasks.ts';
export async function follow(
  mirrors: Mirror[],
  publish: (news: unknown) => void,
  signal: AbortSignal,
): Promise<never> {
  for (const mirror of mirrors) {
    void (async () => {
      for (;;) publish(await mirror.ask(signal));
    })().catch(() => {});
  }
  return new Promise<never>(() => {});
}
