// too-late: a mirror is asked again only when every mirror has answered
import type { Mirror } from '../../../solutions/11-dynamic-tasks.ts';
export async function follow(
  mirrors: Mirror[],
  publish: (news: unknown) => void,
  signal: AbortSignal,
): Promise<never> {
  for (;;) {
    await Promise.all(mirrors.map(async (mirror) => publish(await mirror.ask(signal))));
  }
}
