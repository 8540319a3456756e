// too-late: a pause at the end, so that all have certainly stopped
import type { Mirror } from '../../../solutions/11-dynamic-tasks.ts';

export async function follow(
  mirrors: Mirror[],
  publish: (news: unknown) => void,
  signal: AbortSignal,
): Promise<never> {
  const followOne = async (mirror: Mirror): Promise<never> => {
    for (;;) publish(await mirror.ask(signal));
  };
  try {
    return await Promise.race(mirrors.map(followOne));
  } finally {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
