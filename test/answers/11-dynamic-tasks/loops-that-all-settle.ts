// The loops are waited for with allSettled: each rejects when the signal aborts, and its reason is thrown then.
import type { Mirror } from '../../../solutions/11-dynamic-tasks.ts';

export async function follow(
  mirrors: Mirror[],
  publish: (news: unknown) => void,
  signal: AbortSignal,
): Promise<never> {
  const listen = async ({ ask }: Mirror): Promise<never> => {
    for (;;) publish(await ask(signal));
  };
  await Promise.allSettled(mirrors.map(listen));
  throw signal.reason;
}
