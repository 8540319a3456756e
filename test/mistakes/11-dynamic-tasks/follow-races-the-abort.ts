// leaked-handler: every round a race with one long-lived promise for the abort
import type { Mirror } from '../../../solutions/11-dynamic-tasks.ts';

export async function follow(
  mirrors: Mirror[],
  publish: (news: unknown) => void,
  signal: AbortSignal,
): Promise<never> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  aborted.catch(() => {});
  await Promise.all(
    mirrors.map(async (mirror) => {
      for (;;) publish(await Promise.race([mirror.ask(signal), aborted]));
    }),
  );
  throw signal.reason;
}
