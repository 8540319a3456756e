import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { mersenne } from 'pure-rand/generator/mersenne';

/**
 * Random numbers that can be repeated: the same seed gives the same numbers on every machine.
 *
 * @param seed any whole number
 * @returns `int(min, max)`, a whole number from min to max, both included, and `pick(items)`, one of the items
 *
 * @example
 * const dice = random(7);
 * log(`you threw a ${dice.int(1, 6)}`);
 */
export function random(seed: number): {
  int(min: number, max: number): number;
  pick<T>(items: readonly T[]): T;
} {
  if (!Number.isInteger(seed))
    throw new RangeError(`A seed is a whole number; it was given ${String(seed)}.`);
  // Its first numbers differ between neighbouring seeds, which those of quicker generators do not.
  const generator = mersenne(seed);
  const int = (min: number, max: number) => {
    if (!Number.isInteger(min) || !Number.isInteger(max) || min > max) {
      throw new RangeError(
        `int(min, max) takes two whole numbers, the smaller first; it was given ${min}, ${max}.`,
      );
    }
    return uniformInt(generator, min, max);
  };
  const pick = <T>(items: readonly T[]) => {
    if (items.length === 0) throw new RangeError('pick(items) needs at least one item to pick from.');
    return items[int(0, items.length - 1)] as T;
  };
  return { int, pick };
}
