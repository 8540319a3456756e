import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { createTask, log, sleep } from '#workshop';
import { runProgram } from '../../../workshop/runtime/run-program.ts';
import {
  differences,
  inWords,
  isTheError,
  parseTranscript,
  type Expectation,
} from '../../../workshop/coach/expectation.ts';

const soldOut = new Error('sold out');
const watched = <T extends object>(value: T): T => new Proxy(value, {});
class Shop {
  free = 2;
}
const fails = () => Promise.reject(soldOut);

/** What is told of a program, as `kind: text`. */
async function told(program: () => unknown, expected: Expectation, used?: string[]): Promise<string[]> {
  const found = differences(await runProgram(program), expected, used && new Set(used));
  return found.map(({ kind, text }) => `${kind}: ${text}`);
}

describe('a transcript is read', () => {
  test('with its times in ms, and blanks where they belong to the text', () => {
    expect(parseTranscript('\r\n  0.25s  order milk   is  here  \n   \n10s  a  b\n')).toEqual([
      { at: 250, lane: 'order milk', text: 'is  here' },
      { at: 10_000, lane: 'a', text: 'b' },
    ]);
  });

  test.each([
    '1.0s milk  started',
    '1.0  milk  started',
    '1.0s  milk started',
    'x 1.0s  milk  started',
    '1.0s  milk  ',
  ])('%j is no line of one', (row) =>
    expect(() => parseTranscript(row)).toThrow(/^This is not a line of a transcript/),
  );
});

describe('what is printed differs', () => {
  const milk = () => {
    log('milk', 'started');
    log('milk', 'done');
  };

  test('not where every line is at its time', async () => {
    expect(await told(milk, { prints: '0.0s  milk  started\n0.0s  milk  done', takes: 0 })).toEqual([]);
  });

  test('from the first line that is another', async () => {
    expect(await told(milk, { prints: '0.0s  milk  started\n0.1s  milk  done' })).toEqual([
      'prints: Line 2 should be "0.1s milk: done", but it printed "0.0s milk: done".',
    ]);
  });

  test('where lines are missing, and where there are more', async () => {
    expect(
      await told(() => log('milk', 'started'), { prints: '0.0s  milk  started\n0.0s  milk  done' }),
    ).toEqual(['prints: Line 2 should be "0.0s milk: done", but it printed nothing more.']);
    expect(await told(milk, { prints: '0.0s  milk  started' })).toEqual([
      'prints: It printed more than expected, from "0.0s milk: done" on.',
    ]);
    expect(await told(milk, {})).toEqual([]);
  });
});

describe('how a program ends differs', () => {
  test('where it fails and should not; a failure that is expected is none', async () => {
    expect(await told(fails, {})).toEqual(['outcome: It failed with Error "sold out".']);
    expect(await told(fails, { fails: soldOut })).toEqual([]);
    expect(await told(fails, { fails: { message: 'sold out' } })).toEqual([]);
  });

  test('where it should fail and returns, or fails with another error', async () => {
    expect(await told(() => 42, { fails: soldOut })).toEqual([
      'fails: It should fail with Error "sold out", but it returned 42.',
    ]);
    expect(await told(() => Promise.reject(new Error('no bread')), { fails: soldOut })).toEqual([
      'fails: It should fail with Error "sold out", but it failed with Error "no bread".',
    ]);
  });

  test('where it never ends: nothing is said of its result, nor of what it leaves', async () => {
    const waits = () => {
      void createTask(() => new Promise(() => {}), { name: 'milk' });
      return new Promise(() => {});
    };
    const [deadlock, ...others] = await told(waits, { returns: 1, fails: soldOut });
    expect(deadlock).toMatch(/^outcome: /);
    expect(others).toEqual([]);
    const runaway = async () => {
      for (;;) await sleep(3_600_000);
    };
    expect((await told(runaway, {})).map((text) => text.split(':')[0])).toEqual(['outcome']);
  });

  test('where it takes another time, with the sum where a claim has one', async () => {
    expect(await told(() => sleep(1500), { takes: 1000 })).toEqual(['takes: It took 1.5 s; expected 1.0 s.']);
    expect(await told(() => sleep(1500), { takes: 1000, sum: 'max(1.0, 0.5)' })).toEqual([
      'takes: It took 1.5 s; expected 1.0 s = max(1.0, 0.5).',
    ]);
  });

  test('where it returns something else, though only deep inside', async () => {
    expect(await told(() => [{ milk: 1 }], { returns: [{ milk: 2 }] })).toEqual([
      'returns: It returned [ { milk: 1 } ]; expected [ { milk: 2 } ].',
    ]);
    expect(await told(() => undefined, { returns: undefined })).toEqual([]);
    expect(await told(() => 1, { returns: undefined })).toEqual([
      'returns: It returned 1; expected undefined.',
    ]);
    expect(await told(fails, { returns: 1, fails: soldOut })).toEqual([]);
  });

  test('where it leaves tasks that it may not leave', async () => {
    const leaves = () => {
      for (const name of ['milk', 'bread']) createTask(() => sleep(5000), { name });
    };
    const [all] = await told(leaves, {});
    expect(all).toMatch(/^leaves: When it ended this was still running: .*milk.*, .*bread/);
    const { leaks } = await runProgram(leaves);
    expect(await told(leaves, { leaves: leaks })).toEqual([]);
    const [one] = await told(leaves, { leaves: leaks.slice(0, 1) });
    expect(one).not.toContain('milk');
    const failing = () => {
      leaves();
      throw soldOut;
    };
    expect((await told(failing, { fails: soldOut })).map((text) => text.split(':')[0])).toEqual(['leaves']);
  });
});

describe('told as well is', () => {
  test('what the task says to do without, first of all', async () => {
    const found = await told(() => 1, { without: ['Promise.all', 'Queue'], returns: 2 }, [
      'Queue',
      'Promise.race',
    ]);
    expect(found[0]).toBe('without: It uses Queue, and the task says to do without.');
    expect(found).toHaveLength(2);
    expect(await told(() => 1, { without: ['Queue'] })).toEqual([]);
  });

  test('a rejection that nothing handled, and then not the same failure once more', async () => {
    const both = { ...(await runProgram(fails)), unhandled: [soldOut] };
    expect(differences(both, {})).toEqual([
      { kind: 'unhandled', text: 'Nothing handled a rejection: Error "sold out".' },
    ]);
  });

  test('a task whose failure nobody saw', async () => {
    const unseen = async () => {
      createTask(fails, { name: 'milk' });
      await sleep(100);
    };
    const found = await told(unseen, {});
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^unseen: .*milk.* failed with Error "sold out", and nothing handled it\.$/);
  });

  test('a listener that stays on a signal, or how many do on all of them', async () => {
    const [one, two] = [new AbortController(), new AbortController()];
    const listens =
      (...signals: AbortSignal[]) =>
      () =>
        signals.forEach((signal) => signal.addEventListener('abort', () => {}));
    const unheard = [one.signal, two.signal];
    expect(await told(() => 1, { unheard })).toEqual([]);
    expect(await told(listens(one.signal), { unheard })).toEqual([
      'unheard: A listener stays on the signal.',
    ]);
    expect(await told(listens(two.signal), { unheard })).toEqual([
      'unheard: 2 listeners stay on the signal.',
    ]);
    expect(getEventListeners(two.signal, 'abort')).toHaveLength(1);
  });
});

describe('the expected error is', () => {
  class NoMilk extends Error {
    readonly left = [0];
  }

  test('the same object, and no other that looks like it', () => {
    expect(isTheError(soldOut, soldOut)).toBe(true);
    expect(isTheError(new Error('sold out'), soldOut)).toBe(false);
    expect(isTheError('sold out', 'sold out')).toBe(true);
    expect(isTheError('sold out', 'no')).toBe(false);
    expect(isTheError(soldOut, null)).toBe(false);
  });

  test('one with all these properties', () => {
    expect(isTheError(new NoMilk('no milk'), { message: 'no milk', left: [0] })).toBe(true);
    expect(isTheError(new NoMilk('no milk'), { message: 'no milk', left: [1] })).toBe(false);
    expect(isTheError(new NoMilk('no bread'), { message: 'no milk', left: [0] })).toBe(false);
    expect(isTheError(undefined, {})).toBe(false);
    expect(isTheError(null, {})).toBe(false);
    expect(isTheError('no milk', { length: 7 })).toBe(false);
  });
});

describe('a value in words is', () => {
  test.each([
    ['milk "fresh"', '"milk \\"fresh\\""'],
    [42, '42'],
    [undefined, 'undefined'],
    [null, 'null'],
    [{ a: [1, { b: Promise.resolve(1) }] }, '{ a: [ 1, { b: a promise } ] }'],
    [
      new AggregateError([new Error('a'), new RangeError('b')]),
      'AggregateError with errors [ Error "a", RangeError "b" ]',
    ],
    [new Map([['milk', 1]]), "Map(1) { 'milk' => 1 }"],
    [new Error('two\nlines: of it'), 'Error "two\nlines: of it"'],
    [[[[[new Error('no')]]]], '[ [ [ [ Error "no" ] ] ] ]'],
    [[[[[[1]]]]], '[ [ [ [ [Array] ] ] ] ]'],
    // The coach watches through proxies, and says nothing of them.
    [[watched(() => 1), watched(async () => 1)], '[ [Function (anonymous)], [AsyncFunction (anonymous)] ]'],
    [watched(function reserve() {}), '[Function: reserve]'],
    [[watched({ id: 7 }), watched([7]), watched(new Shop())], '[ { id: 7 }, [ 7 ], Shop { free: 2 } ]'],
  ])('%j', (value, words) => expect(inWords(value)).toBe(words));

  test('cut: a long list, a long text, and what is long all the same', () => {
    expect(inWords(Array.from({ length: 21 }, () => 1))).toContain('... 1 more item');
    expect(inWords({ text: 'x'.repeat(70) })).toContain('... 10 more characters');
    const exact = 'x'.repeat(198);
    expect(inWords(exact)).toBe(`"${exact}"`);
    expect(inWords(`${exact}x`)).toBe(`"${exact}x…`);
  });

  test('told of what holds itself, too', () => {
    const cart: { self?: unknown; items: unknown[] } = { items: [] };
    cart.self = cart;
    cart.items.push(cart.items);
    expect(inWords(cart)).toMatch(/^\{ items: \[ .*self: /);
  });

  test('of objects with errors inside no stack, and of a class what the class says', () => {
    class Cart {
      readonly items = [new Error('no')];
    }
    expect(inWords({ cause: soldOut })).toBe('{ cause: Error "sold out" }');
    expect(inWords(new Cart())).toMatch(/^Cart \{/);
  });
});
