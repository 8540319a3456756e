// leaked-handler: awaits each promise in an answer, and then awaits it once more to read its value
import type { Mirror } from '../../../solutions/11-dynamic-tasks.ts';

export async function follow(
  mirrors: Mirror[],
  publish: (news: unknown) => void,
  signal: AbortSignal,
): Promise<never> {
  const followOne = async (mirror: Mirror): Promise<never> => {
    for (;;) {
      const promise = mirror.ask(signal);
      await promise;
      publish(await promise);
    }
  };
  return Promise.race(mirrors.map((mirror) => followOne(mirror)));
}
