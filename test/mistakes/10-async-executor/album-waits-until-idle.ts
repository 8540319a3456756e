// too-late: idle() waits for every album
import type { AsyncExecutor } from '#workshop';

export async function importAlbum<Picture>(
  pictures: string[],
  download: (picture: string) => Promise<Picture>,
  executor: AsyncExecutor,
): Promise<PromiseSettledResult<Picture>[]> {
  const tasks = Promise.allSettled(pictures.map((picture) => executor.submit(() => download(picture))));
  await executor.idle();
  return tasks;
}
