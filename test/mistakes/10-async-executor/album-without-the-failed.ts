// lost-item: leaves the pictures that failed out of the result
import type { AsyncExecutor } from '#workshop';

export async function importAlbum<Picture>(
  pictures: string[],
  download: (picture: string) => Promise<Picture>,
  executor: AsyncExecutor,
): Promise<PromiseSettledResult<Picture>[]> {
  const results = await Promise.allSettled(pictures.map((each) => executor.submit(() => download(each))));
  return results.filter((result) => result.status === 'fulfilled');
}
