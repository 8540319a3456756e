import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { colour, Printer } from '../../../workshop/runtime/printer.ts';

const { level } = colour;
const printed: string[] = [];
beforeEach(() => {
  colour.level = 1;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
});
afterEach(() => {
  colour.level = level;
  printed.length = 0;
  vi.restoreAllMocks();
});

test('each lane is printed in a colour of its own, in the order of first word, and main in bold', () => {
  const printer = new Printer();
  for (const lane of ['main', 'milk', 'bread', 'milk']) printer.line({ at: 1000, lane, text: 'done' });
  expect(printed).toEqual([
    '  1.0s  \u001B[1mmain       \u001B[22m  done\n',
    '  1.0s  \u001B[33mmilk       \u001B[39m  done\n',
    '  1.0s  \u001B[35mbread      \u001B[39m  done\n',
    '  1.0s  \u001B[33mmilk       \u001B[39m  done\n',
  ]);
});

test('after six lanes the colours begin again', () => {
  const printer = new Printer();
  for (const lane of 'abcdefgh') printer.line({ at: 0, lane, text: '' });
  const colours = printed.map((line) => Number(/\u001B\[(\d+)m/.exec(line)?.[1]));
  expect(colours).toEqual([36, 33, 35, 32, 34, 31, 36, 33]);
});
