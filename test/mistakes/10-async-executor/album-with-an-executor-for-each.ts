// over-limit: makes a new executor for every picture, so none of them ever has to wait
import { AsyncExecutor } from '#workshop';

export async function importAlbum<Picture>(
  pictures: string[],
  download: (picture: string) => Promise<Picture>,
  executor: AsyncExecutor,
): Promise<PromiseSettledResult<Picture>[]> {
  const load = (picture: string) =>
    new AsyncExecutor({ maxRunning: executor.maxRunning }).submit(() => download(picture));
  return Promise.allSettled(pictures.map((picture) => load(picture)));
}
