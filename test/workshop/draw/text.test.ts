import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { columns, fitted, oneLine, padded } from '../../../workshop/draw/text.ts';

describe('columns of a terminal', () => {
  test.each([
    ['milk', 4],
    ['牛乳', 4],
    ['ｶﾞ', 2],
    ['👩‍👩‍👧', 2],
    ['🇩🇪', 2],
    ['❤️', 2],
    ['e\u0301', 1],
    ['\u001B[31mred\u001B[0m', 3],
    ['●─█', 3],
  ])('%j takes %d', (text, width) => {
    expect(columns(text)).toBe(width);
    expect(columns(padded(text, 6))).toBe(6);
  });

  test('letters that are measured without asking are as wide as those who know all of them say', () => {
    for (let code = 0x20; code < 0x2600; code += 1) {
      const letter = String.fromCharCode(code);
      expect(columns(letter), code.toString(16)).toBe(stringWidth(letter));
    }
  });

  test('what does not fit is shortened between what is seen as letters, and says so', () => {
    expect(fitted('milk', 4)).toBe('milk');
    expect(fitted('bread', 4)).toBe('bre…');
    expect(fitted('牛乳パン', 6)).toBe('牛乳…');
    expect(fitted('牛乳パン', 5)).toBe('牛乳…');
    expect(fitted('👩‍👩‍👧👩‍👩‍👧', 3)).toBe('👩‍👩‍👧…');
  });
});

test('one line has no breaks, no bell and nothing that moves the cursor or turns the writing', () => {
  expect(oneLine('a\nb\r\nc\td\u0007e\u001B[2Jf\u202Eg')).toBe('a b c d efg');
});
