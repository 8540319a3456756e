import { afterEach, beforeEach, expect, test } from 'vitest';
import { capturePrinted } from '../../../workshop/coach/printed.ts';

const { stdout, stderr } = process;
const { write } = stdout;
const { write: writeError } = stderr;
const onMany: string[][] = [];
let printed: ReturnType<typeof capturePrinted>;

beforeEach(() => {
  onMany.length = 0;
  printed = capturePrinted((lines) => onMany.push([...lines]));
});
afterEach(() => {
  stdout.write = write;
  stderr.write = writeError;
});

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `line ${from + i}\n`).join('');

test('what is printed is kept by its lines, in whatever pieces and bytes it comes', () => {
  stdout.write('mi');
  stdout.write('lk\nbr');
  stderr.write(Buffer.from('ead — 牛乳\n\n'));
  expect(printed()).toEqual({ printed: ['milk', 'bread — 牛乳', ''], printedMore: 0 });
});

test('a last line without an end is a line, too, and is told once', () => {
  stdout.write('milk\nbread');
  expect(printed()).toEqual({ printed: ['milk', 'bread'], printedMore: 0 });
  expect(printed()).toEqual({ printed: ['milk', 'bread'], printedMore: 0 });
});

test('twenty lines are kept, which is told when there are so many, and the rest is counted', () => {
  stdout.write(numbered(1, 19));
  expect(onMany).toEqual([]);
  stdout.write(numbered(20, 22));
  expect(onMany).toHaveLength(1);
  expect(onMany[0]).toHaveLength(20);
  stdout.write(numbered(23, 24));
  const { printed: lines, printedMore } = printed();
  expect(lines.at(-1)).toBe('line 20');
  expect(lines).toHaveLength(20);
  expect(printedMore).toBe(4);
  expect(onMany).toHaveLength(1);
});

test('of a long line 200 letters are kept, whether or not it has ended', () => {
  stdout.write(`${'a'.repeat(300)}\n`);
  stdout.write('b'.repeat(300));
  expect(printed().printed.map(({ length }) => length)).toEqual([200, 200]);
});

test('whoever prints is told that it has been done, as streams do', () => {
  const told: string[] = [];
  expect(stdout.write('one\n', () => told.push('without an encoding'))).toBe(true);
  expect(stdout.write('two\n', 'utf8', () => told.push('with one'))).toBe(true);
  expect(stdout.write('three\n', 'utf8')).toBe(true);
  expect(told).toEqual(['without an encoding', 'with one']);
});
