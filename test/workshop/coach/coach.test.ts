import { describe, expect, test } from 'vitest';
import { block, createTask, log, sleep } from '#workshop';
import { runProgram } from '#run';
import { explainBroken } from '../../../workshop/catalog/broken.ts';
import { inWords } from '../../../workshop/coach/expectation.ts';
import { comparison, pictures, sideBySide } from '../../../workshop/coach/explain.ts';
import { hintsOf, parseHints } from '../../../workshop/catalog/hints.ts';
import { ask, readOrder, readSeconds, score } from '../../../workshop/coach/prediction.ts';
import { allSteps, findStep, folder, lessonOf } from '../../../workshop/catalog/steps.ts';
import { verdictLines } from '../../../workshop/cli/verdict-lines.ts';
import { wrap } from '../../../workshop/draw/wrap.ts';
import { columns } from '../../../workshop/runtime/transcript.ts';

describe('steps', () => {
  test.each([
    '3',
    '03',
    '03-promise-all',
    'promise-all',
    'exercises/03-promise-all.ts',
    'steps\\03-promise-all.md',
    'steps/03-promise-all.plain.ts',
  ])('%s is step 03', (word) => expect(findStep(word)?.name).toBe('03-promise-all'));

  test.each(['0', '99', 'promise', '', '3x'])('%j is no step', (word) =>
    expect(findStep(word)).toBeUndefined(),
  );

  test('every lesson says what it is about and what one will be able to do', () => {
    for (const step of allSteps()) {
      const { title, abilities } = lessonOf(step);
      expect(title, step.name).toMatch(/^\S.{3,}$/);
      expect(abilities.length, step.name).toBeGreaterThanOrEqual(2);
    }
  });
});

describe('hints', () => {
  test('there are three for every function of every exercise', () => {
    for (const step of allSteps())
      for (const [about, hints] of hintsOf(step)) expect(hints, `${step.name} ${about}`).toHaveLength(3);
    for (const step of allSteps()) expect(hintsOf(step).size, step.name).toBeGreaterThanOrEqual(2);
  });

  test('a hint may go on in the next line', () => {
    expect(parseHints('code\n// Hints\n//\n// all\n// 1. One\n//    more.\n// 2. Two.\n').get('all')).toEqual(
      ['One more.', 'Two.'],
    );
  });
});

describe('predictions', () => {
  const program = async () => {
    log('milk', 'started');
    await sleep(1000);
    log('milk', 'done');
    log('milk', 'done');
  };

  test('lines that read the same may stand for each other', async () => {
    const run = await runProgram(program);
    const question = ask(run, 1);
    const place = (at: number) => question.shown.indexOf(at) + 1;
    expect(score(question, run, [place(0), place(2), place(1)], 1000)).toMatchObject({
      right: 3,
      totalTime: 'right',
      why: [],
    });
    expect(score(question, run, [place(1), place(0), place(2)], 2000)).toMatchObject({
      right: 1,
      totalTime: 'wrong',
    });
  });

  test('all lines are asked, and the numbers that are drawn are told, by name', async () => {
    const run = await runProgram(async () => {
      for (let i = 0; i < 12; i += 1) log('bread', `line ${i}`);
      block(200);
      await program();
    });
    const question = ask(run, 1);
    expect(question.shown).toHaveLength(15);
    expect(question.numbers).toEqual(['bread: works 0.2s', 'milk: sleeps 1.0s']);
  });

  test('a wrong place is explained by what happened: a sleep, other work, a start', async () => {
    const run = await runProgram(async () => {
      const eggs = createTask(
        async () => {
          log('started');
          await sleep(300);
          log('done');
        },
        { name: 'eggs' },
      );
      await sleep(100);
      log('oven', 'heats');
      block(500);
      log('oven', 'is hot');
      await eggs;
      createTask(() => log('fried'), { name: 'pan' });
      await sleep(1000);
      log('all is ready');
    });
    const { shown, lines } = ask(run, 1);
    const why = (first: string) => {
      const wanted = lines.findIndex(({ text }) => text === first);
      const order = [wanted, ...lines.keys()].filter((at, i, all) => all.indexOf(at) === i);
      return score(
        { lines, shown, of: lines.length },
        run,
        order.map((at) => shown.indexOf(at) + 1),
        1600,
      ).why[0];
    };
    expect(why('done')).toContain('oven keeps the thread from 0.1s to 0.6s; eggs is ready at 0.3s');
    expect(why('fried')).toContain('pan begins only at 0.6s');
    expect(why('all is ready')).toContain('main sleeps from 0.6s on');
  });

  test('never shows the right order', async () => {
    const run = await runProgram(program);
    for (let seed = 1; seed < 50; seed += 1) expect(ask(run, seed).shown).not.toEqual([0, 1, 2]);
  });

  test('says in words what is wrong with an order', () => {
    expect(readOrder('2, 1 3', 3)).toEqual([2, 1, 3]);
    expect(readOrder('2 1', 3)).toBe('3 is missing. Write each number once.');
    expect(readOrder('2 2 1', 3)).toBe('You gave 2 twice. Write each number once.');
    expect(readOrder('a b c', 3)).toMatch(/^Write the numbers 1 to 3/);
  });

  test.each([
    ['2', 2000],
    ['2.0s', 2000],
    ['1,5 s', 1500],
    ['soon', undefined],
    ['', undefined],
  ])('%j is %s ms', (text, ms) => expect(readSeconds(text)).toBe(ms));
});

describe('texts', () => {
  test('wrap keeps within the width, breaks between words, and cuts only what is longer than a line', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('  indented text', 10)).toEqual(['  indented', '  text']);
    expect(wrap('breadcrumbs', 5)).toEqual(['bread', 'crumb', 's']);
    expect(wrap('', 4)).toEqual(['']);
    expect(wrap('牛乳パン 卵 👩‍👩‍👧 x', 8)).toEqual(['牛乳パン', '卵 👩‍👩‍👧 x']);
    expect(wrap('it takes 2.3 s', 13)).toEqual(['it takes', '2.3 s']);
  });

  test('transcripts stand beside each other on 80 columns and below each other on 40', () => {
    const expected = [{ at: 0, lane: 'order bread', text: 'a text of some length that has to be cut' }];
    expect(sideBySide(expected, [], 80)).toMatch(/^ {2}expected +\| what happened\n> {2}0\.0s order bread /);
    for (const width of [40, 80]) {
      expect(
        Math.max(
          ...sideBySide(expected, expected, width)
            .split('\n')
            .map(({ length }) => length),
        ),
      ).toBeLessThanOrEqual(width);
    }
  });

  test('equal transcripts are not set beside each other, and equal timelines are not drawn', async () => {
    const run = await runProgram(async () => {
      log('milk', 'here');
      await sleep(1000);
    });
    expect(comparison(run, { prints: '0.0s  milk   here', takes: 2000, sum: '2.0' }, 80)).toBe('');
    expect(comparison(run, { prints: '0.0s  bread  here' }, 80)).toContain('what happened');
    const took = (takes: number) => pictures(run, { prints: '0.0s  milk   here', takes, sum: 'one' }, 80);
    expect(took(1000)).toBe('');
    expect(took(2000)).toContain('expected: total 2.0 s');
  });

  test('what keeps the thread is drawn so, on both sides where the same work does', async () => {
    const run = await runProgram(async () => {
      await sleep(1000);
      log('milk', 'started');
      block(1000);
      log('milk', 'done');
    });
    const prints = '0.0s  milk  started\n1.0s  milk  done';
    const rows = pictures(run, { prints, takes: 1000, sum: '1.0' }, 80).split('\n');
    const blocking = rows.filter((row) => row.startsWith('milk') && row.includes('█'));
    expect(blocking).toHaveLength(2);
    const waits = pictures(
      run,
      { prints: '0.0s  milk  started\n1.5s  milk  done', takes: 1500, sum: '1.5' },
      80,
    );
    expect(waits.split('\n').filter((row) => row.startsWith('milk') && row.includes('█'))).toHaveLength(1);
  });

  test('transcripts beside each other hold nothing that moves the cursor, and keep their columns', () => {
    const line = { at: 0, lane: '牛乳', text: 'a\u0007b\u001b[2Jc\u202ed' };
    const [header = '', row = ''] = sideBySide([line], [], 80).split('\n');
    expect(row).toMatch(/^> {2}0\.0s 牛乳 {8}a bcd +\|$/);
    expect(columns(row.slice(0, row.indexOf('|')))).toBe(header.indexOf('|'));
  });

  test('values are told in words: errors with odd messages, promises, errors inside of lists', () => {
    const odd = Object.assign(new Error('x'), { message: { code: 7 } });
    expect(inWords(odd)).toBe('Error "{ code: 7 }"');
    expect(inWords(new RangeError('a: b'))).toBe('RangeError "a: b"');
    expect(inWords([Promise.resolve(1), new Error('no')])).toBe('[ a promise, Error "no" ]');
  });

  test('the title of a claim is never cut: it goes on in the next line', () => {
    const text = 'gives two things back at the same time, both of them whole: 0.9 s, not 1.2 s or 2.4 s';
    const claims = [{ about: 'buyAll', text, holds: false, differences: 'It took 1.2 s.' }];
    const verdict = { exercise: '07', passed: false, claims, total: 1, printed: [], printedMore: 0 };
    for (const width of [40, 80]) {
      const shown = verdictLines(findStep('7')!, verdict, { width, height: 12 });
      expect(shown.every((line) => columns(line) <= width)).toBe(true);
      expect(shown.join(' ').replace(/ +/g, ' ')).toContain(`buyAll: ${text}`);
    }
  });

  test('file errors are explained without codes', () => {
    const denied = Object.assign(new Error('EACCES: permission denied'), {
      code: 'EACCES',
      path: `${folder}exercises/03-promise-all.ts`,
    });
    expect(explainBroken(denied)).toBe(
      'exercises/03-promise-all.ts may not be read or written: permission denied.',
    );
    const busy = Object.assign(new Error('EBUSY'), {
      code: 'EBUSY',
      path: `${folder}exercises/03-promise-all.ts`,
    });
    expect(explainBroken(busy)).toMatch(/is in use by another program/);
    expect(explainBroken('oh no')).toBe("'oh no' was thrown. Throw an Error: it says where it comes from.");
  });
});
