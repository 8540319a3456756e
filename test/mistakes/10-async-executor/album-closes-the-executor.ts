// code-error: shuts the shared executor down, so the next album finds it closed
import type { AsyncExecutor } from '#workshop';

export async function importAlbum<Picture>(
  pictures: string[],
  download: (picture: string) => Promise<Picture>,
  executor: AsyncExecutor,
): Promise<PromiseSettledResult<Picture>[]> {
  const tasks = pictures.map((picture) => executor.submit(() => download(picture)));
  const results = await Promise.allSettled(tasks);
  await executor.shutdown();
  return results;
}
