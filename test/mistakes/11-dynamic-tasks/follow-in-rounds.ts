// never-called: works in rounds with Promise.all, and every round waits for the silent mirror
import type { Mirror } from '../../../solutions/11-dynamic-tasks.ts';

export async function follow(
  mirrors: Mirror[],
  publish: (news: unknown) => void,
  signal: AbortSignal,
): Promise<never> {
  for (;;) {
    for (const news of await Promise.all(mirrors.map((mirror) => mirror.ask(signal)))) publish(news);
  }
}
