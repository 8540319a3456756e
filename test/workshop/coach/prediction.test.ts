import { describe, expect, test } from 'vitest';
import { block, createTask, log, sleep } from '#workshop';
import { runProgram, type Run } from '../../../workshop/runtime/run-program.ts';
import { ask, readOrder, readSeconds, score } from '../../../workshop/coach/prediction.ts';

/** What is said of a guess that puts this line first, or the lines in this order by their texts. */
function scored(run: Run, texts: string[], total?: number) {
  const question = ask(run);
  const first = texts.map((text) => run.lines.findIndex((line) => line.text === text));
  const order = [...first, ...run.lines.keys()].filter((at, i, all) => all.indexOf(at) === i);
  const typed = order.map((at) => question.shown.indexOf(at) + 1);
  return score(question, run, typed, total);
}

describe('a question', () => {
  test('has every line once, in an order that its seed decides', async () => {
    const run = await runProgram(() => {
      for (let i = 0; i < 8; i += 1) log('milk', `line ${i}`);
    });
    const { shown, lines, of } = ask(run, 1);
    expect([...shown].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(lines).toBe(run.lines);
    expect(of).toBe(8);
    expect(ask(run, 1).shown).toEqual(shown);
    expect(ask(run).shown).toEqual(shown);
    const orders = new Set(Array.from({ length: 20 }, (_, seed) => ask(run, seed).shown.join()));
    expect(orders.size).toBe(20);
    // Each place is drawn for, the first and the last too.
    for (const place of [0, 7])
      expect(new Set([...orders].map((each) => each.split(',')[place])).size).toBeGreaterThan(3);
  });

  test('of one line shows it', async () => {
    expect(ask(await runProgram(() => log('milk', 'here'))).shown).toEqual([0]);
  });

  test('of two lines shows them the other way round, whatever the seed', async () => {
    const run = await runProgram(() => ['one', 'two'].forEach((text) => log('milk', text)));
    for (let seed = 0; seed < 10; seed += 1) expect(ask(run, seed).shown).toEqual([1, 0]);
  });

  test('tells the times that are drawn: by name, in their order in time, and of sleeps and work only', async () => {
    const run = await runProgram(async () => {
      log('tea', 'boils');
      await sleep(250);
      block(100);
      const bread = createTask(() => sleep(2000), { name: 'bread' });
      await sleep(300);
      await bread;
    });
    expect(ask(run).numbers).toEqual([
      'bread: sleeps 2.0s',
      expect.stringMatching(/^(main|tea): sleeps 0\.25s, works 0\.1s, sleeps 0\.3s$/) as string,
    ]);
  });
});

describe('an order is read', () => {
  test.each([
    ['1 2 3', [1, 2, 3]],
    [' 3,2 ,\t1 ', [3, 2, 1]],
    ['3 , 2  1', [3, 2, 1]],
    [',3 1 2,', [3, 1, 2]],
  ])('%j', (text, order) => expect(readOrder(text, 3)).toEqual(order));

  test.each(['0 1 2', '4 1 2', '1.5 2 3', '-1 2 3', 'one'])('%j has numbers that no line has', (text) =>
    expect(readOrder(text, 3)).toBe(
      'Write the numbers 1 to 3 in the order you expect, with spaces between them.',
    ),
  );

  test('and what is missing is named: one, or several', () => {
    expect(readOrder('', 2)).toBe('1, 2 are missing. Write each number once.');
    expect(readOrder('1 2', 3)).toBe('3 is missing. Write each number once.');
    expect(readOrder('2 3 3', 3)).toBe('You gave 3 twice. Write each number once.');
  });
});

test.each([
  ['12.25', 12_250],
  [' 2 s ', 2000],
  ['1.5s', 1500],
  ['.5', undefined],
  ['2 seconds', undefined],
  ['a 2', undefined],
])('%j is a time of %s ms', (text, ms) => expect(readSeconds(text)).toBe(ms));

describe('a score', () => {
  const program = async () => {
    log('milk', 'one');
    await sleep(1000);
    log('milk', 'two');
    log('tea', 'three');
  };

  test('counts the lines at their place, and the time within half a tenth', async () => {
    const run = await runProgram(program);
    expect(scored(run, ['one', 'three', 'two'])).toMatchObject({
      right: 1,
      total: 3,
      totalTime: 'not given',
    });
    expect(scored(run, ['one', 'two'])).toMatchObject({ right: 3, why: [] });
    expect(scored(run, ['one'], 1049).totalTime).toBe('right');
    expect(scored(run, ['one'], 951).totalTime).toBe('right');
    expect(scored(run, ['one'], 1050).totalTime).toBe('wrong');
    expect(scored(run, ['one'], 950).totalTime).toBe('wrong');
  });

  test('tells the first difference only, and that at one time the order of the code decides', async () => {
    const { why } = scored(await runProgram(program), ['one', 'three']);
    expect(why).toHaveLength(1);
    expect(why[0]).toMatch(
      /^First difference: you expected "tea: three", and "milk: two" came \(1\.0s\)\. Both come at 1\.0s\./,
    );
  });

  test('names who was at work until the end, where a time is wrong', async () => {
    const run = await runProgram(async () => {
      log('tea', 'is drunk');
      await sleep(400);
      log('milk', 'boils');
      await sleep(600);
      log('bread', 'is here');
      log('milk', 'is hot');
      log('tea', 'is cold');
    });
    const { why } = scored(run, [], 2000);
    expect(why).toHaveLength(1);
    expect(why[0]).toMatch(
      /^It takes 1\.0s, not 2\.0s\. milk was at work until the end, from 0\.4s on\. Work/,
    );
    const silent = await runProgram(() => sleep(1000));
    expect(score(ask(silent), silent, [], 2000).why[0]).toMatch(/^It takes 1\.0s, not 2\.0s\. Work that/);
  });
});

describe('why a line came later than expected', () => {
  const why = async (program: () => unknown, text: string) => {
    const run = await runProgram(program);
    return scored(run, [text]).why[0]!.replace(/^.*? came \(.*?\)\. /, '');
  };

  test('its lane sleeps', async () => {
    const program = async () => {
      log('main', 'starts');
      await sleep(100);
      await sleep(200);
      log('main', 'has slept');
    };
    expect(await why(program, 'has slept')).toBe(
      'main sleeps from 0.1s on, and "main: has slept" comes at 0.3s.',
    );
  });

  test('its lane waits for something else', async () => {
    const program = async () => {
      log('main', 'starts');
      await createTask(() => sleep(300), { name: 'milk' });
      log('main', 'has milk');
    };
    expect(await why(program, 'has milk')).toMatch(
      /^main waits .*milk.* from 0\.0s on, and "main: has milk" comes at 0\.3s\.$/,
    );
  });

  test('its lane works, or another has the thread when it is ready', async () => {
    const own = async () => {
      log('main', 'starts');
      block(300);
      log('main', 'has worked');
    };
    expect(await why(own, 'has worked')).toBe(
      'main works from 0.0s to 0.3s, and "main: has worked" comes at 0.3s.',
    );
    const others = async () => {
      const milk = createTask(
        async () => {
          await sleep(100);
          log('is here');
        },
        { name: 'milk' },
      );
      log('main', 'starts');
      await sleep(50);
      block(300);
      await milk;
    };
    expect(await why(others, 'is here')).toBe(
      'main keeps the thread from 0.05s to 0.35s; milk is ready at 0.1s, and "milk: is here" comes at 0.35s, when the thread is free.',
    );
  });

  test('its lane says nothing for a while', async () => {
    const program = async () => {
      log('milk', 'boils');
      await new Promise<void>((resolve) => setTimeout(resolve, 300));
      log('milk', 'is hot');
    };
    expect(await why(program, 'is hot')).toBe(
      'milk says nothing between 0.0s and 0.3s: it waits, and others can run.',
    );
  });

  test('its lane only begins then, after what was said last before it', async () => {
    const program = async () => {
      log('main', 'starts');
      await new Promise<void>((resolve) => setTimeout(resolve, 300));
      log('tea', 'is drunk');
      log('main', 'goes on');
      log('milk', 'begins');
      log('bread', 'too');
    };
    expect(await why(program, 'begins')).toBe('milk begins only at 0.3s, after "main: goes on".');
    const alone = async () => {
      log('main', 'starts');
      await new Promise<void>((resolve) => setTimeout(resolve, 300));
      log('milk', 'begins');
    };
    expect(await why(alone, 'begins')).toBe('milk begins only at 0.3s.');
  });
});
