// over-limit: makes an executor for every album, so that two albums have twice the slots
import { AsyncExecutor } from '#workshop';

export async function importAlbum<Picture>(
  pictures: string[],
  download: (picture: string) => Promise<Picture>,
  executor: AsyncExecutor,
): Promise<PromiseSettledResult<Picture>[]> {
  const own = new AsyncExecutor({ maxRunning: executor.maxRunning });
  return Promise.allSettled(pictures.map((picture) => own.submit(() => download(picture))));
}
