// not-awaited: forEach does not wait, so the results are returned before there are any
import type { AsyncExecutor } from '#workshop';

export async function importAlbum<Picture>(
  pictures: string[],
  download: (picture: string) => Promise<Picture>,
  executor: AsyncExecutor,
): Promise<PromiseSettledResult<Picture>[]> {
  const results: PromiseSettledResult<Picture>[] = [];
  pictures.forEach(async (picture, place) => {
    const [result] = await Promise.allSettled([executor.submit(() => download(picture))]);
    results[place] = result;
  });
  return results;
}
