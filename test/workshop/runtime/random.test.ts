import { expect, test } from 'vitest';
import { random } from '#workshop';

const many = (seed: number) => {
  const dice = random(seed);
  return Array.from({ length: 600 }, () => dice.int(1, 6));
};

test('the same seed gives the same numbers, another seed others', () => {
  expect(many(7)).toEqual(many(7));
  expect(many(7)).not.toEqual(many(8));
});

test('int(1, 6) gives 1, 6 and all between, and nothing else', () => {
  expect([...new Set(many(1))].sort((one, other) => one - other)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(random(1).int(4, 4)).toBe(4);
});

test('pick gives each of the items', () => {
  const generator = random(3);
  expect(new Set(Array.from({ length: 100 }, () => generator.pick(['a', 'b', 'c'])))).toEqual(
    new Set(['a', 'b', 'c']),
  );
});

test('what it cannot use is refused, with what was given', () => {
  expect(() => random(1.5)).toThrow(/whole number; it was given 1\.5/);
  expect(() => random(1).int(6, 1)).toThrow(/given 6, 1/);
  expect(() => random(1).int(0, 0.5)).toThrow(RangeError);
  expect(() => random(1).pick([])).toThrow(/at least one item/);
});

test('neighbouring seeds give unrelated first numbers', () => {
  const first = Array.from({ length: 100 }, (_, seed) => random(seed).int(1, 100));
  const steps = first.slice(1).map((number, at) => Math.abs(number - first[at]!));
  // 33 on average for numbers that have nothing to do with each other, and 1 where each seed follows the one before.
  expect(steps.reduce((sum, each) => sum + each, 0) / steps.length).toBeGreaterThan(25);
});
