// not-awaited: what Promise.all gives is taken apart before it is there
import { taskGroup } from '#workshop';
import type { Mirror } from '../../../solutions/11-dynamic-tasks.ts';

export async function follow(
  mirrors: Mirror[],
  publish: (news: unknown) => void,
  signal: AbortSignal,
): Promise<never> {
  return taskGroup(
    async (group) => {
      const children = mirrors.map((mirror) =>
        group.createTask(async (own): Promise<never> => {
          for (;;) publish(await mirror.ask(own));
        }),
      );
      const [never] = Promise.all(children) as unknown as never[];
      return never!;
    },
    { signal },
  );
}
