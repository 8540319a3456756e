import { expect, test } from 'vitest';
import { choice, count, seconds, settings } from '#workshop';

const read = (...args: string[]) =>
  settings(args, { part: choice('together', 'settled'), milk: seconds(1), cups: count(3, 9) });

test('arguments come in order or by name, and the rest keep their defaults', () => {
  expect(read()).toEqual({ part: 'together', milk: 1000, cups: 3 });
  expect(read('settled', '0.5')).toEqual({ part: 'settled', milk: 500, cups: 3 });
  expect(read('--cups', '9', 'settled')).toEqual({ part: 'settled', milk: 1000, cups: 9 });
  expect(read('--milk=0')).toMatchObject({ milk: 0 });
  expect(read('together', '0.3').milk).toBe(300);
});

test.each([
  [['apart'], 'part takes together or settled; it was given "apart".'],
  [['settled', '61'], 'milk takes seconds from 0 to 60, such as 2 or 0.5; it was given "61".'],
  [['settled', '0.25'], 'milk takes seconds from 0 to 60, such as 2 or 0.5; it was given "0.25".'],
  [['settled', '1e1'], 'milk takes seconds from 0 to 60, such as 2 or 0.5; it was given "1e1".'],
  [['settled', '1', '0'], 'cups takes a whole number from 1 to 9; it was given "0".'],
  [['settled', '1', '10'], 'cups takes a whole number from 1 to 9; it was given "10".'],
  [['settled', '1', ''], 'cups takes a whole number from 1 to 9; it was given "".'],
  [['--cups'], 'cups takes a whole number from 1 to 9; it was given nothing.'],
])('%j is refused in one line that says what is accepted', (args, message) => {
  expect(() => read(...args)).toThrow(expect.objectContaining({ name: 'UsageError', message }));
});

test('one argument too many and an unknown name are refused, with all there are', () => {
  expect(() => read('settled', '1', '2', 'x')).toThrow(
    /^"x" is one argument too many\. It takes part \(together or settled\)/,
  );
  expect(() => read('--tea', '1')).toThrow(/^--tea is not a setting of this program\. It takes part/);
  expect(() => settings(['1'], {})).toThrow('"1" is one argument too many. This program takes no arguments.');
});
