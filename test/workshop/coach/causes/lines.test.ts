import { describe, expect, test } from 'vitest';
import { goesOn, items } from '../../../../workshop/coach/causes/lines.ts';
import type { Call } from '../../../../workshop/coach/call.ts';
import { given, made, own } from './made.ts';

type Words = Parameters<typeof made>[0];
const error = new Error('no gas');

const told = (prints: string, printed: string, words: Partial<Words> = {}) =>
  items(made({ printed, ...words, expected: { prints, ...words.expected } }));

describe('another text at the right moment', () => {
  const others = '0.1s  milk  done\n0.1s  tea  done';
  const wrong = (text: string) => `${others}\n0.2s  main  ${text}`;

  test('is told with what it should be', () => {
    const found = told(wrong('open: 1'), wrong('open: 2'));
    expect(found?.id).toBe('wrong-value');
    expect(found?.text).toContain('At 0.2 s it is "main: open: 2", and should be "main: open: 1".');
  });

  test('is another matter at another moment, in another lane, or where more differs', () => {
    const id = (printed: string) => told(wrong('open: 1'), printed)?.id;
    expect(id(`${others}\n0.3s  main  open: 2`)).not.toBe('wrong-value');
    expect(id(`${others}\n0.2s  door  open: 2`)).not.toBe('wrong-value');
    expect(id(`${wrong('open: 2')}\n0.3s  main  end`)).not.toBe('wrong-value');
    expect(id('0.1s  milk  done\n0.15s  tea  done\n0.2s  main  open: 2')).not.toBe('wrong-value');
    expect(id('0.1s  milk  done\n0.1s  main  open: 2\n0.1s  tea  done')).not.toBe('wrong-value');
    expect(id(others)).not.toBe('wrong-value');
  });

  const report = (words: Parameters<typeof given>[1]) =>
    given('report', { from: 200, to: 200, lane: 'report', ...words });
  const failed = given('shop', { to: 100, threw: error });
  const prints = '0.2s  report  no gas';
  const reported = (words: Parameters<typeof given>[1], shop: Call = failed) =>
    told(prints, '0.2s  report  wrong', { calls: [shop, report(words)] });

  test('comes from an error that is passed on as another one', () => {
    const text = reported({ args: [7, 'Error: no gas'] });
    expect(text?.id).toBe('wrong-error');
    expect(text?.text).toContain(
      'shop failed at 0.1 s, and report is called with the text "Error: no gas", where',
    );
    const around = reported({ args: [new Error('broken', { cause: error })] });
    expect(around?.id).toBe('wrong-error');
    expect(around?.text).toContain('report is called with Error "broken" around it');
  });

  test('comes from a failure that counts as none', () => {
    const found = reported({ args: ['done'] });
    expect(found?.id).toBe('swallowed-error');
    expect(found?.text).toContain(
      'shop failed at 0.1 s, and report is called all the same, as after a success; "report: no',
    );
    expect(reported({})?.id).toBe('swallowed-error');
    expect(reported({ args: [new Error('broken')] })?.id).toBe('swallowed-error');
    // An error without a message, and what is no error, are in no text.
    expect(reported({ args: ['no'] }, given('shop', { to: 100, threw: new Error('') }))?.id).toBe(
      'swallowed-error',
    );
    expect(reported({ args: ['no gas'] }, given('shop', { to: 100, threw: 'no gas?' }))?.id).toBe(
      'swallowed-error',
    );
  });

  test('comes with the very error, or before it failed', () => {
    expect(reported({ args: ['done', error] })?.id).toBe('wrong-value');
    expect(reported({ args: ['done'] }, given('shop', { to: 201, threw: error }))?.id).toBe('wrong-value');
    expect(reported({ args: ['done'] }, given('shop', { to: 200, threw: error }))?.id).toBe(
      'swallowed-error',
    );
    expect(reported({ args: ['done'] }, given('shop', { to: 100 }))?.id).toBe('wrong-value');
    expect(told(wrong('open: 1'), wrong('open: 2'), { calls: [failed] })?.id).toBe('wrong-value');
  });

  const shops = (names: string[], calls: Call[] = [failed]) => {
    const answer = own('serve', { offered: ['shops[0].close', 'shops[1].close', 'orders'] });
    const made = names.map((name, i) => given(name, { from: i * 100, to: i * 100 }));
    return told(wrong('closed: A'), wrong('closed: none'), { calls: [answer, ...calls, ...made] });
  };

  test('comes from what is never called after a failure', () => {
    const found = shops(['shops[0].close', 'shops[1].serve']);
    expect(found?.id).toBe('unfinished');
    expect(found?.text).toContain(
      'shop failed at 0.1 s, and shops[1].close is never called: "main: closed: A" should',
    );
    expect(shops(['shops[0].close', 'shops[1].serve'], [])?.id).toBe('wrong-value');
    expect(shops(['shops[0].close'])?.id).toBe('wrong-value');
    expect(shops(['shops[0].close', 'shops[1].close'])?.id).toBe('wrong-value');
  });

  test('comes from what is called twice, though it has called the same of another', () => {
    const twice = ['shops[0].serve', 'shops[0].close', 'shops[10].close', 'shops[0].close'];
    const found = shops(twice, []);
    expect(found?.id).toBe('called-twice');
    expect(found?.text).toContain(
      'shops[0].close is called at 0.1 s, and once more at 0.3 s: "main: closed: A" should',
    );
    expect(shops(twice.slice(0, 3), [])?.id).toBe('wrong-value');
    expect(shops(['shops[0].serve', 'shops[0].close', 'shops[0].close'], [])?.id).toBe('wrong-value');
    expect(shops(['shops[0].close', 'shops[10].close', 'shops[0].close'], [])?.id).toBe('wrong-value');
    expect(shops(['shops[0].serve', 'shops[0].close', 'door.close', 'shops[0].close'], [])?.id).toBe(
      'wrong-value',
    );
    const args = { args: ['now'] };
    const with1 = [given('shops[0].serve'), given('shops[0].close', args), given('shops[1].close')];
    const again = (last: Call) => shops([], [...with1, last])?.id;
    expect(again(given('shops[0].close', args))).toBe('wrong-value');
    expect(again(given('shops[0].close'))).toBe('wrong-value');
    // Where it is a call itself that says something else, that call is the matter.
    const calls = [...twice.map((name) => given(name)), report({ args: ['done'] })];
    expect(told(prints, '0.2s  report  wrong', { calls })?.id).toBe('wrong-value');
  });
});

test('a line that comes twice is kept twice; one that should not come at all is not', () => {
  const prints = '0.1s  milk  done\n0.1s  tea  there';
  const found = told(prints, `${prints}\n0.2s  milk  done`);
  expect(found?.id).toBe('duplicate-item');
  expect(found?.text).toContain('"milk: done" came more than once');
  expect(told(prints, `${prints}\n0.2s  tea  done`)).toBeUndefined();
  expect(told(prints, `${prints}\n0.2s  milk  done\n0.2s  tea  done`)).toBeUndefined();
  expect(told(prints, '0.1s  milk  done\n0.2s  milk  done')?.id).not.toBe('duplicate-item');
  expect(told(prints, prints, { expected: { takes: 100 } })).toBeUndefined();
});

describe('a line that is missing', () => {
  const prints = `
    0.0s  milk  started
    0.1s  milk  done
    0.1s  milk  packed
    0.2s  tea   here
    0.3s  eggs  here`;
  const without = (...texts: string[]) =>
    prints
      .split('\n')
      .filter((line) => !texts.some((text) => line.includes(text)))
      .join('\n');
  const milk = given('milk', { to: 100, lane: 'milk' });
  const tea = given('tea', { from: 0, to: 200, lane: 'tea' });
  const packed = (words: Partial<Words> = {}) =>
    told(prints, without('packed'), { calls: [milk, tea], ...words });

  test('of work that has begun is not said to its end', () => {
    const found = packed();
    expect(found?.id).toBe('unfinished');
    expect(found?.text).toContain('"milk: packed" never comes. Is every call made that the task asks for?');
    const two = told(prints, without('packed', 'done'), { calls: [milk, tea] });
    expect(two?.text).toContain('"milk: done" and "milk: packed" never come. Is');
  });

  test('after a failure is not said in a finally', () => {
    const later = given('milk', { from: 60, to: 100, lane: 'milk' });
    const failed = (to: number) => packed({ calls: [later, given('shop', { to, threw: error })] });
    expect(failed(50)?.text).toContain(
      'shop failed at 0.05 s: is there a `catch` or a `finally` that does it then',
    );
    expect(failed(100)?.text).toContain('is there a `catch`');
    expect(failed(150)?.text).toContain('Is every call made that the task asks for?');
    const both = told(prints, without('done', 'tea'), {
      calls: [milk, given('shop', { to: 150, threw: error }), tea],
    });
    expect(both?.text).toContain('"milk: done" and "tea: here" never come. Is every call made');
  });

  test('of work that is under way is not the matter, nor is one after a failure that should not be', () => {
    expect(packed({ calls: [given('milk', { lane: 'milk' }), tea] })).toBeUndefined();
    expect(packed({ calls: [milk, given('other')] })).toBeDefined();
    expect(packed({ outcome: { kind: 'failed', error } })).toBeUndefined();
    expect(packed({ outcome: { kind: 'failed', error }, expected: { fails: error } })).toBeDefined();
    expect(told(prints, without('packed').replace('0.2s', '0.25s'), { calls: [milk, tea] })).toBeUndefined();
    expect(told(prints, `${without('packed')}\n0.4s  more  here`, { calls: [milk, tea] })).toBeUndefined();
  });

  test('is what a call has brought at that moment, and nobody has passed on', () => {
    const found = packed({ calls: [milk, tea, given('next', { from: 50, to: 100, gave: 'A' })] });
    expect(found?.id).toBe('lost-item');
    expect(found?.text).toContain('"milk: packed" got lost on the way');
    expect(found?.text).toContain('what comes out (next gave "A" at 0.1 s) lacks it');
    const id = (words: Parameters<typeof given>[1]) =>
      packed({ calls: [milk, tea, given('next', words)] })?.id;
    expect(id({ from: 50, to: 90, gave: 'A' })).toBe('unfinished');
    expect(id({ from: 50, to: 100, threw: 'A' })).toBe('unfinished');
    expect(id({ from: 50, to: 100 })).toBe('unfinished');
  });

  test('is nobody’s, and a call has ended at that moment', () => {
    const next = (words: Parameters<typeof given>[1]) => packed({ calls: [tea, given('next', words)] });
    expect(next({ from: 50, to: 100 })?.text).toContain('next gave undefined at 0.1 s');
    expect(next({ from: 50, to: 90 })?.text).toContain(
      '"milk: packed" got lost on the way: the work was done, and what comes out lacks it',
    );
  });

  test('at the end is where it stops; a call that gave nothing has been taken for its end', () => {
    const end = (words: Partial<Words>) => told(prints, without('eggs'), words);
    const found = end({ calls: [milk, tea] });
    expect(found?.id).toBe('unfinished');
    expect(found?.text).toContain('After "tea: here" nothing more comes; there should be "eggs: here".');
    const eggs = given('eggs', { from: 300, to: 350, lane: 'eggs' });
    const next = (gave: unknown) => end({ calls: [milk, tea, eggs, given('next', { to: 300, gave })] });
    expect(next([])?.text).toContain('next gave [] at 0.3 s');
    expect(next('')?.text).toContain('next gave "" at 0.3 s');
    expect(next([1])?.text).toContain('After "tea: here" nothing more comes');
    expect(next({ length: 0 })?.text).toContain('After "tea: here" nothing more comes');
    const both = told(prints, without('eggs', 'tea'), {
      calls: [given('tea', { to: 150 }), given('eggs', { to: 350 }), given('next', { to: 200, gave: [] })],
    });
    expect(both?.text).toContain(
      'After "milk: packed" nothing more comes; there should be "tea: here" and "eggs: here".',
    );
    expect(told('0.1s  main  a', '')).toBeUndefined();
  });

  test('of a lane got lost where others come later, and is the matter of main where main does', () => {
    const main = '0.1s  main  a\n0.2s  milk  b\n0.3s  main  c';
    const lost = (prints: string, text: string) =>
      told(
        prints,
        prints
          .split('\n')
          .filter((line) => !line.endsWith(text))
          .join('\n'),
      )?.id;
    expect(lost(main, '  a')).toBe('lost-item');
    expect(lost(main, '  b')).toBeUndefined();
    expect(lost('0.1s  milk  a\n0.2s  milk  b\n0.3s  tea  c', '  b')).toBe('lost-item');
    expect(lost('0.1s  milk  a\n0.1s  tea  b', '  a')).toBeUndefined();
  });

  test('of work that came at another time is not told as unfinished', () => {
    const early = without('packed').replace('0.2s  tea', '0.15s  tea');
    expect(told(prints, early, { calls: [milk, tea] })?.id).toBe('lost-item');
    const main = `${prints}\n    0.4s  main  end`;
    const earlyMain = `${without('packed')}\n    0.35s  main  end`;
    expect(told(main, earlyMain, { calls: [milk, tea] })?.id).toBe('unfinished');
  });
});

describe('a line that is missing because others are waited for', () => {
  const prints = '0.0s  tea  asked\n0.1s  milk  here\n0.3s  tea  here';
  const printed = '0.0s  tea  asked\n0.3s  tea  here';
  const milk = (words: Parameters<typeof given>[1] = {}) => given('milk', { to: 100, gave: 1, ...words });
  const tea = (words: Parameters<typeof given>[1] = {}) => given('tea', { to: 300, ...words });
  const all = (calls: Call[], used = ['Promise.all']) => told(prints, printed, { calls, used });

  test('is told with the one that has answered, and the one that has not', () => {
    const found = all([milk(), tea()]);
    expect(found?.id).toBe('too-late');
    expect(found?.text).toContain(
      'milk has answered at 0.1 s, and "milk: here" should come; but tea, called together',
    );
    expect(found?.text).toContain('and `Promise.all` waits for all');
    expect(all([milk(), tea()], ['Promise.allSettled'])?.text).toContain(
      '`Promise.allSettled` waits for all',
    );
  });

  test('is another matter where nobody waits for all, or nothing was called together', () => {
    expect(all([milk(), tea()], ['Promise.race'])?.id).not.toBe('too-late');
    expect(all([milk(), tea({ from: 50 })])?.id).not.toBe('too-late');
    expect(all([milk(), tea({ to: 100 })])?.id).not.toBe('too-late');
    expect(all([milk({ threw: error }), tea()])?.id).not.toBe('too-late');
    expect(all([milk({ to: 90 }), tea()])?.id).not.toBe('too-late');
    expect(all([milk({ from: 100, to: 100 }), tea({ from: 100 })])?.id).not.toBe('too-late');
    expect(all([given('eggs', { to: 100 }), tea()])?.id).not.toBe('too-late');
  });
});

describe('a line that is missing after a failure, of what has succeeded all the same', () => {
  const prints = '0.0s  tea  asked\n0.3s  tea  here\n0.3s  tea  poured\n0.4s  main  end';
  const shop = given('shop', { to: 100, threw: error });
  const late = (words: Parameters<typeof given>[1] = {}, printed = '0.0s  tea  asked\n0.4s  main  end') =>
    told(prints, printed, { calls: [shop, given('tea', { to: 300, lane: 'tea', ...words })] });

  test('was not waited for', () => {
    const found = late();
    expect(found?.id).toBe('not-awaited');
    expect(found?.text).toContain(
      'shop failed at 0.1 s, while tea was under way; it succeeded all the same, at 0.3 s',
    );
    expect(found?.text).toContain('and then "tea: here" and "tea: poured" should come');
  });

  test('is another matter where it was not under way then, failed too, or more is missing', () => {
    expect(late({ from: 100 })?.id).toBe('not-awaited');
    expect(late({ from: 101 })?.id).not.toBe('not-awaited');
    expect(late({ to: 100 })?.id).not.toBe('not-awaited');
    expect(late({ to: 301 })?.id).not.toBe('not-awaited');
    expect(late({ threw: 'no' })?.id).not.toBe('not-awaited');
    expect(late({}, '0.0s  tea  asked')?.id).not.toBe('not-awaited');
    const calls = [given('tea', { to: 300, lane: 'tea' })];
    expect(told(prints, '0.0s  tea  asked\n0.4s  main  end', { calls })?.id).not.toBe('not-awaited');
  });
});

describe('more that comes after all that should', () => {
  const prints = '0.1s  milk  done\n0.2s  main  end';
  const more = (printed: string, words: Words['expected'] = { prints }) =>
    goesOn(made({ printed, expected: words }));

  test('is told with the last that should come, and the first that should not', () => {
    const found = more(`${prints}\n0.3s  tea  done\n0.4s  eggs  done`);
    expect(found?.id).toBe('keeps-going');
    expect(found?.text).toContain(
      'All that should come has come at 0.2 s, and then "tea: done" does, at 0.3 s.',
    );
    expect(more('0.3s  tea  done', { prints: '' })?.text).toContain(
      'Nothing should come, and then "tea: done" does',
    );
    expect(more(`${prints}\n0.3s  main  more`)?.id).toBe('keeps-going');
    const three = `${prints}\n0.3s  eggs  done`;
    expect(more(`${three}\n0.4s  tea  done`, { prints: three })?.text).toContain('has come at 0.3 s');
  });

  test('is another matter where it is of work that was under way, or comes between', () => {
    expect(more(`${prints}\n0.3s  milk  more`)).toBeUndefined();
    expect(more('0.1s  milk  done\n0.1s  tea  done\n0.2s  main  end')).toBeUndefined();
    expect(more('0.1s  tea  done\n0.1s  milk  done\n0.2s  main  end')).toBeUndefined();
  });

  test('is another matter where something is missing or late, or it should fail', () => {
    expect(more('0.1s  milk  done\n0.3s  tea  done')).toBeUndefined();
    expect(more('0.1s  milk  done\n0.25s  main  end\n0.3s  tea  done')).toBeUndefined();
    expect(more(`${prints}\n0.3s  tea  done`, { prints, fails: error })).toBeUndefined();
    expect(more(prints)).toBeUndefined();
    expect(more(prints, { takes: 100 })).toBeUndefined();
  });
});
