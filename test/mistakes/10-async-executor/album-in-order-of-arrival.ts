// lost-result-order: pushes each result as it arrives
import type { AsyncExecutor } from '#workshop';

export async function importAlbum<Picture>(
  pictures: string[],
  download: (picture: string) => Promise<Picture>,
  executor: AsyncExecutor,
): Promise<PromiseSettledResult<Picture>[]> {
  const results: PromiseSettledResult<Picture>[] = [];
  const one = async (picture: string) => {
    try {
      results.push({ status: 'fulfilled', value: await executor.submit(() => download(picture)) });
    } catch (reason) {
      results.push({ status: 'rejected', reason });
    }
  };
  await Promise.all(pictures.map((picture) => one(picture)));
  return results;
}
