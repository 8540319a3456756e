// sequential: awaits each task before it submits the next
import type { AsyncExecutor } from '#workshop';

export async function importAlbum<Picture>(
  pictures: string[],
  download: (picture: string) => Promise<Picture>,
  executor: AsyncExecutor,
): Promise<PromiseSettledResult<Picture>[]> {
  const results: PromiseSettledResult<Picture>[] = [];
  for (const picture of pictures) {
    const [result] = await Promise.allSettled([executor.submit(() => download(picture))]);
    results.push(result);
  }
  return results;
}
