// too-late: a pause at the end, so that all have certainly stopped
import { taskGroup } from '#workshop';
import type { Mirror } from '../../../solutions/11-dynamic-tasks.ts';

export async function follow(
  mirrors: Mirror[],
  publish: (news: unknown) => void,
  signal: AbortSignal,
): Promise<never> {
  try {
    return await taskGroup(
      async (group) => {
        const children = mirrors.map((mirror) =>
          group.createTask(async (own): Promise<never> => {
            for (;;) publish(await mirror.ask(own));
          }),
        );
        const [never] = await Promise.all(children);
        return never!;
      },
      { signal },
    );
  } finally {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
