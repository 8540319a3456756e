import { log, sleep } from '#workshop';
import { given } from '../workshop/coach/claim.ts';

/**
 * A collaborator for an exercise: prints `started`, takes `ms` milliseconds, prints `done` and gives its result.
 *
 * @example
 * const user = timed('user', 1000, 'Ada'); // user() resolves to 'Ada' after a second
 */
export function timed<T>(lane: string, ms: number, result: T): () => Promise<T> {
  return given(lane, async () => {
    log(lane, 'started');
    await sleep(ms);
    log(lane, 'done');
    return result;
  });
}

/**
 * One that fails: prints `started`, takes `ms` milliseconds, prints `failed` and throws its error.
 *
 * @example
 * const offers = failing('offers', 500, new Error('sold out'));
 */
export function failing(lane: string, ms: number, error: unknown): () => Promise<never> {
  return given(lane, async () => {
    log(lane, 'started');
    await sleep(ms);
    log(lane, 'failed');
    throw error;
  });
}
