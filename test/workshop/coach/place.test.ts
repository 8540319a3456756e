import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folder } from '../../../workshop/catalog/steps.ts';
import {
  codeUpTo,
  functionIn,
  lineBefore,
  placeInAnswer,
  type Place,
} from '../../../workshop/coach/place.ts';

const answer = 'solutions/03-promise-all.ts';
const path = `${folder}${answer}`;

/** An error with these frames. */
const thrown = (...frames: string[]) =>
  Object.assign(new Error('no milk'), {
    stack: ['Error: no milk', ...frames.map((frame) => `    at ${frame}`)].join('\n'),
  });
const line = (...frames: string[]) => placeInAnswer(thrown(...frames))?.line;

describe('the line of an answer that made an error', () => {
  test('is that of the topmost frame, past those of Node and of the workshop', () => {
    const place = placeInAnswer(
      thrown(
        'new Promise (<anonymous>)',
        'listen (node:net:1:2)',
        `sleep (${folder}workshop/sleep.ts:3:4)`,
        `all (${path}:56:7)`,
        `all (${path}:1:2)`,
      ),
    );
    expect(place).toMatchObject({ file: answer, line: 56 });
    expect(place?.text).toMatch(/^\/\/ Solution 03/);
  });

  test.each([
    ['a path', `all (${path}:56:7)`],
    ['an address', `all (${pathToFileURL(path).href}:56:7)`],
    [
      'an address with a question, as files are loaded anew',
      `all (${pathToFileURL(path).href}?fresh=1:56:7)`,
    ],
    ['a frame without a function', `${path}:56:7`],
    ['a line with much in it', `all (${path}:56:107)`],
    ['an awaited frame', `async ${path}:56:7`],
    ['an awaited call', `async Promise.all (${path}:56:7)`],
  ])('is found in %s', (_, frame) => expect(line(frame)).toBe(56));

  test('is none where other code made it, though an answer called that code', () => {
    expect(
      line(`check (${folder}test/exercises/03-promise-all.test.ts:5:6)`, `all (${path}:56:7)`),
    ).toBeUndefined();
    expect(line('all (/elsewhere/solutions/03-promise-all.ts:56:7)')).toBeUndefined();
    expect(line(`all (${folder}solutions/99-nothing.ts:56:7)`)).toBeUndefined();
    expect(line()).toBeUndefined();
    expect(placeInAnswer(Object.assign(new Error(), { stack: undefined }))).toBeUndefined();
  });

  test('is not read from a message that looks like a frame', () => {
    const error = thrown();
    error.stack = `Error: at ${path}:1:2\nall (${path}:3:4)\n    at all (${path}:56:7)`;
    expect(placeInAnswer(error)?.line).toBe(56);
  });
});

describe('answers are', () => {
  const made = '.workshop/mistakes/place.ts';
  beforeAll(() => {
    mkdirSync(`${folder}.workshop/mistakes`, { recursive: true });
    writeFileSync(`${folder}${made}`, '// an answer\n');
  });
  afterAll(() => rmSync(`${folder}${made}`));

  test.each([
    'exercises/03-promise-all.ts',
    answer,
    'test/mistakes/03-promise-all/awaits-each-call.ts',
    'test/untouched/03-promise-all.ts',
    made,
  ])('%s', (file) => expect(placeInAnswer(thrown(`${folder}${file}:1:2`))?.file).toBe(file));
});

describe('the code around a place', () => {
  const text = [
    'async function all() {',
    '  const milk = 1;',
    '  const bread =',
    '    await milk;',
    '}',
  ].join('\n');
  const at = (number: number): Place => ({ file: 'a.ts', line: number, text });

  test('is its line and so many before, from the first on', () => {
    expect(codeUpTo(at(4), 0)).toBe('    await milk;');
    expect(codeUpTo(at(4), 1)).toBe('  const bread =\n    await milk;');
    expect(codeUpTo(at(2), 5)).toBe('async function all() {\n  const milk = 1;');
  });

  test('has its last line before, counted from 1, where there is one', () => {
    expect(lineBefore(text, 4, /const/)).toBe(3);
    expect(lineBefore(text, 2, /const/)).toBe(2);
    expect(lineBefore(text, 1, /async/)).toBe(1);
    expect(lineBefore(text, 3, /await/)).toBeUndefined();
  });

  test('tells how a function is declared', () => {
    expect(functionIn(text, 'all')).toBe('async');
    expect(functionIn('export async function* all() {}', 'all')).toBe('async');
    expect(functionIn('function allOf() {}\nfunction all() {}', 'all')).toBe('plain');
    expect(functionIn('function allOf() {}', 'all')).toBeUndefined();
    expect(functionIn('const all = 1;', 'all')).toBeUndefined();
  });
});
