// under-used: works in batches as large as the number of slots, and each batch waits for its slowest picture
import type { AsyncExecutor } from '#workshop';

export async function importAlbum<Picture>(
  pictures: string[],
  download: (picture: string) => Promise<Picture>,
  executor: AsyncExecutor,
): Promise<PromiseSettledResult<Picture>[]> {
  const results: PromiseSettledResult<Picture>[] = [];
  for (let from = 0; from < pictures.length; from += executor.maxRunning) {
    const batch = pictures.slice(from, from + executor.maxRunning);
    results.push(...(await Promise.allSettled(batch.map((each) => executor.submit(() => download(each))))));
  }
  return results;
}
