// uncaught-error: one failure is enough for Promise.all, and the album is given up
import type { AsyncExecutor } from '#workshop';

export async function importAlbum<Picture>(
  pictures: string[],
  download: (picture: string) => Promise<Picture>,
  executor: AsyncExecutor,
): Promise<PromiseSettledResult<Picture>[]> {
  const values = await Promise.all(pictures.map((each) => executor.submit(() => download(each))));
  return values.map((value) => ({ status: 'fulfilled', value }));
}
