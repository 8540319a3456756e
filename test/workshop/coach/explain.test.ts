import { describe, expect, test } from 'vitest';
import { block, log, sleep } from '#workshop';
import { runProgram } from '#run';
import { ClaimFailed } from '../../../workshop/coach/claim.ts';
import { differences, type Expectation } from '../../../workshop/coach/expectation.ts';
import { comparison, explainDifferences, pictures, sideBySide } from '../../../workshop/coach/explain.ts';

/** So many lines, a second apart. */
const lines = (count: number, text = 'line') =>
  Array.from({ length: count }, (_, i) => ({ at: i * 1000, lane: 'milk', text: `${text} ${i + 1}` }));
const rowsOf = (text: string) => text.split('\n');

describe('two transcripts beside each other', () => {
  test('mark the first line that differs, by its time, its lane or its text', () => {
    const [one, two, three] = lines(3);
    for (const other of [{ at: 1001 }, { lane: 'tea' }, { text: 'other' }]) {
      const rows = rowsOf(sideBySide(lines(3), [one!, { ...two!, ...other }, three!]));
      expect(rows.filter((row) => row.startsWith('>'))).toEqual([rows[2]]);
    }
    const longer = rowsOf(sideBySide(lines(2), lines(3)));
    expect(longer[3]).toMatch(/^> +\| {2}2\.0s milk {8}line 3$/);
    expect(rowsOf(sideBySide(lines(3), lines(2)))[3]).toMatch(/^> {2}2\.0s milk {8}line 3 +\|$/);
  });

  test('show six lines before it and ten from it on, and count the rest', () => {
    const actual = [...lines(9), ...lines(30, 'other').slice(9)];
    const rows = rowsOf(sideBySide(lines(30), actual));
    expect(rows[1]).toMatch(/^ {2}… 3 equal lines +\|$/);
    expect(rows[2]).toContain('line 4');
    expect(rows[8]).toMatch(/^> .*line 10 .*\| .*other 10$/);
    expect(rows[17]).toMatch(/line 19 .*other 19$/);
    expect(rows[18]).toBe('  … 11 more');
    expect(rows).toHaveLength(19);
  });

  test('leave nothing out where all of it fits', () => {
    const actual = [...lines(6), ...lines(16, 'other').slice(6)];
    const rows = rowsOf(sideBySide(lines(16), actual));
    expect(rows).toHaveLength(17);
    expect(rows.join()).not.toContain('…');
  });

  test('take the width of the terminal, of at most 100 columns', () => {
    const long = [{ at: 0, lane: 'milk', text: 'x'.repeat(200) }];
    const widest = (width?: number) =>
      Math.max(...rowsOf(sideBySide(long, long, width)).map((row) => row.length));
    expect(widest()).toBe(79);
    expect(widest(61)).toBe(61);
    expect(widest(100)).toBe(99);
    expect(widest(200)).toBe(99);
  });

  test('stand below each other on less than 60 columns, with the same marks and counts', () => {
    const actual = [...lines(9), ...lines(30, 'other').slice(9)];
    const rows = rowsOf(sideBySide(lines(30), actual, 59));
    expect(rows[0]).toBe('expected');
    expect(rows[1]).toBe('  … 3 equal lines');
    expect(rows[8]).toBe('>  9.0s milk        line 10');
    expect(rows[18]).toBe('what happened');
    expect(rows[19]).toBe('  … 3 equal lines');
    expect(rows[26]).toBe('>  9.0s milk        other 10');
    expect(rows.at(-1)).toBe('  … 11 more');
    expect(sideBySide(lines(1), [], 59)).toBe('expected\n>  0.0s milk        line 1\nwhat happened');
    expect(sideBySide(lines(1), [], 60)).toContain('|');
  });

  test('measure no text of a megabyte, and break no line at one inside of it', () => {
    const text = `one\ntwo${'x'.repeat(1_000_000)}`;
    const [, row] = rowsOf(sideBySide([{ at: 0, lane: 'milk', text }], [], 80));
    expect(row).toMatch(/one two[x]+… \|$/);
  });
});

describe('two timelines', () => {
  const works = async (ms: number) => {
    log('milk', 'started');
    await sleep(ms);
    log('milk', 'done');
  };
  const prints = '0.0s  milk  started\n1.0s  milk  done';

  test('are drawn with both totals, and not where the claim says nothing about lines', async () => {
    const run = await runProgram(() => works(2000));
    const picture = pictures(run, { prints, takes: 1000 }, 60);
    expect(picture).toMatch(/^expected: total 1\.0 s\n/);
    expect(picture).toContain('what happened: total 2.0 s');
    expect(Math.max(...rowsOf(picture).map(({ length }) => length))).toBe(60);
    expect(pictures(run, { takes: 1000 }, 60)).toBe('');
  });

  test('end with the last line where the claim names no time', async () => {
    const late = await runProgram(() => works(2000));
    expect(pictures(late, { prints }, 60)).toMatch(/^expected: total 1\.0 s\n/);
    expect(pictures(await runProgram(() => works(1000)), { prints }, 60)).toBe('');
    expect(pictures(late, { prints: '' }, 60)).toBe('');
  });

  test('are drawn where only the lines differ', async () => {
    const run = await runProgram(async () => {
      log('tea', 'started');
      await sleep(1000);
    });
    expect(pictures(run, { prints, takes: 1000 }, 60)).toMatch(/\ntea /);
  });

  test('say how each ends: as expected, and as it happened', async () => {
    const failed = await runProgram(async () => {
      await works(500);
      throw new Error('no milk');
    });
    const heads = (expected: Expectation) =>
      rowsOf(pictures(failed, { prints, takes: 1000, ...expected }, 80)).filter((row) =>
        /^(expected|what happened):/.test(row),
      );
    const [asExpected, asItHappened] = heads({});
    const [failing] = heads({ fails: { message: 'no milk' } });
    expect(asExpected).toBe('expected: total 1.0 s');
    expect(asItHappened).toMatch(/^what happened: .*fail/);
    expect(failing).toMatch(/^expected: .*fail/);
  });

  test('are not drawn where there are more than 12 lanes or 500 lines: a transcript says more', async () => {
    const speaks = (lanes: number, count: number) =>
      runProgram(async () => {
        for (let i = 0; i < count; i += 1) log(`lane ${i % lanes}`, 'speaks');
        await sleep(100);
      });
    const expected = { prints: '0.0s  lane 0  speaks', takes: 200 };
    expect(pictures(await speaks(12, 12), expected, 60)).not.toBe('');
    expect(pictures(await speaks(13, 13), expected, 60)).toBe('');
    expect(pictures(await speaks(1, 500), expected, 60)).not.toBe('');
    expect(pictures(await speaks(1, 501), expected, 60)).toBe('');
  });

  test('show what keeps the thread where the transcript has a stretch as long, wherever it is', async () => {
    const run = await runProgram(async () => {
      await sleep(200);
      log('milk', 'started');
      block(300);
      log('milk', 'done');
      block(50);
    });
    const blocks = (transcript: string) =>
      rowsOf(pictures(run, { prints: transcript, takes: 1000 }, 80)).filter(
        (row) => row.startsWith('milk') && row.includes('█'),
      ).length;
    expect(blocks('0.0s  milk  waits\n0.5s  milk  started\n0.8s  milk  done')).toBe(2);
    expect(blocks('0.0s  tea  started\n0.3s  tea  done\n0.5s  milk  started')).toBe(1);
  });
});

describe('a claim that fails is told', () => {
  test('with its differences, both transcripts and the likely cause; what there is not leaves no gap', async () => {
    const run = await runProgram(() => log('milk', 'here'));
    const expected = { prints: '0.0s  tea  here', takes: 1000 };
    const found = differences(run, expected);
    const cause = { id: 'milk', text: 'Tea was meant.' };
    expect(explainDifferences(run, expected, found, cause)).toBe(
      [
        found.map(({ text }) => text).join('\n'),
        comparison(run, expected, 80),
        'Likely cause: milk\nTea was meant.',
      ].join('\n\n'),
    );
    const failed = new ClaimFailed(run, { takes: 1000 }, found.slice(1));
    expect(failed.message).toBe('It took 0.0 s; expected 1.0 s.');
    expect(failed.name).toBe('ClaimFailed');
    failed.diagnosis = cause;
    expect(failed.message).toBe('It took 0.0 s; expected 1.0 s.\n\nLikely cause: milk\nTea was meant.');
  });
});
