// over-limit: the work does not return the promise, so the slot is free immediately
import type { AsyncExecutor } from '#workshop';

export async function importAlbum<Picture>(
  pictures: string[],
  download: (picture: string) => Promise<Picture>,
  executor: AsyncExecutor,
): Promise<PromiseSettledResult<Picture>[]> {
  return Promise.allSettled(
    pictures.map(
      (picture) =>
        new Promise<Picture>((resolve, reject) => {
          void executor.submit(() => {
            download(picture).then(resolve, reject);
          });
        }),
    ),
  );
}
