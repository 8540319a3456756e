import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runInNewContext } from 'node:vm';
import { describe, expect, test, vi } from 'vitest';
import { explainBroken } from '../../../workshop/catalog/broken.ts';
import { endingLines, endingTitle, unseenLine } from '../../../workshop/runtime/ending.ts';
import { asPath, explainError, inShort, placeOf } from '../../../workshop/runtime/explain-error.ts';
import { exactTime, formatLine, formatTime, inSeconds } from '../../../workshop/runtime/transcript.ts';

describe('whatever is thrown is explained, without a word about us', () => {
  const throwing = new Proxy(
    {},
    {
      get() {
        throw new Error('hands off');
      },
      getPrototypeOf() {
        throw new Error('hands off');
      },
    },
  );
  const secretive = Object.defineProperty(new Error(), 'message', {
    get() {
      throw new Error('hands off');
    },
  });
  test.each<[unknown, string]>([
    [undefined, 'undefined'],
    [null, 'null'],
    ['oh no', "'oh no'"],
    [{ milk: 2 }, '{ milk: 2 }'],
  ])('%o is no error', (thrown, words) => {
    expect(explainError(thrown)).toBe(`${words} (thrown as it is; an Error would also say where)`);
    expect(explainBroken(thrown)).toBe(`${words} was thrown. Throw an Error: it says where it comes from.`);
  });

  test.each<[unknown, string]>([
    [Object.assign(new Error(), { message: { milk: 2 } }), 'Error: { milk: 2 }'],
    [Object.assign(new Error('milk'), { message: undefined }), 'Error: '],
    [Object.assign(new Error('milk'), { name: 7, stack: 3 }), '7: milk'],
    [Object.assign(new Error('\u0007milk\u001B[2J')), 'Error:  milk'],
    [runInNewContext('new RangeError("from elsewhere")'), 'RangeError: from elsewhere'],
    [Object.assign(new AggregateError([]), { errors: 3 }), 'AggregateError: '],
  ])('an odd error: %o', (thrown, words) => {
    expect(explainError(thrown)).toBe(words);
    expect(explainBroken(thrown)).toBe(words);
  });

  test('one that cannot be read', () => {
    // Node 26 says that it is a proxy.
    expect(explainError(throwing)).toMatch(
      /^(\{\}|Proxy\(\{\}\)) \(thrown as it is; an Error would also say where\)$/,
    );
    expect(explainError(secretive)).toBe('Error: (it cannot be read)');
  });

  test('the errors inside an AggregateError have a line each', () => {
    const both = new AggregateError([new Error('no milk'), undefined], 'shopping');
    expect(explainError(both).split('\n')).toEqual([
      'AggregateError: shopping',
      '  - Error: no milk',
      '  - undefined (thrown as it is; an Error would also say where)',
    ]);
  });
});

describe('where an error comes from', () => {
  const withStack = (stack: string) => Object.assign(new Error('no milk'), { stack });

  test.each([
    [
      'Error: no milk\n    at main (/home/me/steps/07-task-groups.ts:120:15)',
      'steps/07-task-groups.ts:120:15',
    ],
    ['    at file:///home/me/exercises/02-sum.ts:31\n    at steps/01-a.ts:1:2', 'exercises/02-sum.ts:31'],
    ['    at C:\\me\\solutions\\03-all.ts:10:25', 'solutions/03-all.ts:10:25'],
    ['steps/01-sync-workers.ts:4:5', 'steps/01-sync-workers.ts:4:5'],
    ['Error\nsteps/01-sync-workers.ts:4:5)', 'steps/01-sync-workers.ts:4:5'],
    ['    at steps/01-sync-workers.ts:4 and more', 'steps/01-sync-workers.ts:4'],
    ['    at mysteps/01-a.ts:1:2', ''],
    ['    at steps-01-a.ts:1:2', ''],
    ['    at steps/plain/01-a.ts:1:2', ''],
    ['    at steps/01 a.ts:1:2', ''],
    ['    at steps/01-a.ts:here', ''],
    ['    at node:internal/timers:581:17', ''],
  ])('%s', (stack, place) => {
    expect(placeOf(withStack(stack))).toBe(place);
    expect(explainError(withStack(stack))).toBe(place ? `Error: no milk (${place})` : 'Error: no milk');
  });

  test('addresses of files become paths, and what is no such address stays as it is', () => {
    const [first, second] = [resolve('my files/a.ts'), resolve('b.ts')];
    const text = `at ${pathToFileURL(first).href}:1:2 and (${pathToFileURL(second).href})`;
    expect(text).toContain('my%20files');
    expect(asPath(text)).toBe(`at ${first}:1:2 and (${second})`);
    for (const text of ['file://', 'file://[/a.ts', 'no file at all', 'https://a.ts'])
      expect(asPath(text)).toBe(text);
  });

  test('with STACK=1 the stack is told, or the name of an error that has none', () => {
    vi.stubEnv('STACK', '1');
    expect(explainError(withStack('Error: no milk\n    at main'))).toBe('Error: no milk\n    at main');
    expect(explainError(withStack(''))).toBe('Error: no milk');
    vi.unstubAllEnvs();
  });
});

test('what was thrown is one line, however long or deep it is', () => {
  const wide = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`bottle${i}`, 'milk']));
  const all = Array.from({ length: 20 }, (_, i) => `bottle${i}: 'milk'`);
  expect(inShort(wide)).toBe(`{ ${all.join(', ')} }`);
  expect(inShort({ a: { b: { c: 1 } } })).toBe('{ a: { b: [Object] } }');
  expect(inShort('x'.repeat(201))).toBe(`'${'x'.repeat(200)}'... 1 more character`);
});

describe('how a program ended', () => {
  const waiting = ['main waits for shop', 'shop waits in queue.get()'];
  test.each([
    [{ kind: 'finished', value: 1 } as const, 'total 2.2 s', []],
    [
      { kind: 'failed', error: new Error('no milk') } as const,
      'failed after 2.2 s',
      ['main failed: Error: no milk'],
    ],
    [
      { kind: 'deadlocked', waiting } as const,
      'stuck at 2.2 s: main waits for shop; shop waits in queue.get()',
      ['Nothing is left to run, and main is not done:', ...waiting.map((line) => `  ${line}`)],
    ],
    [
      { kind: 'runaway', reason: 'it ran on' } as const,
      'stopped at 2.2 s: it ran on',
      ['Stopped: it ran on.'],
    ],
  ])('is said in one place: %o', (outcome, title, lines) => {
    expect(endingTitle(outcome, 2200)).toBe(title);
    expect(endingLines(outcome)).toEqual(lines);
  });

  test('an error that nothing handled is not said to be of main', () => {
    const error = new Error('lost');
    expect(endingLines({ kind: 'failed', error }, [error])).toEqual([
      'Nothing handled a rejection: Error: lost',
    ]);
    expect(unseenLine({ task: 'milk', error })).toBe('milk failed, and nothing handled it: Error: lost');
  });
});

describe('times', () => {
  test.each([
    [0, '0.0s', '0.0s', '0.0 s'],
    [2200, '2.2s', '2.2s', '2.2 s'],
    [1003, '1.0s', '1.003s', '1.003 s'],
    [1050, '1.1s', '1.05s', '1.05 s'],
    [86_400_000, '86400.0s', '86400.0s', '86400.0 s'],
  ])('%d ms', (ms, transcript, exact, sentence) => {
    expect([formatTime(ms), exactTime(ms), inSeconds(ms)]).toEqual([transcript, exact, sentence]);
  });
});

test('a printed line keeps its columns, whoever speaks, and rings no bell', () => {
  expect(formatLine({ at: 0, lane: '牛乳', text: 'a\u0007\u001B[2J\nb' })).toBe(
    `  0.0s  牛乳         a \n${' '.repeat(21)}b`,
  );
});
