// eager-start: submits promises: an async arrow called in the map has started every download by then
import type { AsyncExecutor } from '#workshop';

export async function importAlbum<Picture>(
  pictures: string[],
  download: (picture: string) => Promise<Picture>,
  executor: AsyncExecutor,
): Promise<PromiseSettledResult<Picture>[]> {
  const downloads = pictures.map(async (picture) => ({ picture, data: await download(picture) }));
  const tasks = downloads.map((each) => executor.submit(async () => (await each).data));
  return Promise.allSettled(tasks);
}
