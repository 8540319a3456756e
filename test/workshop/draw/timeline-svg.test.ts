import { describe, expect, test } from 'vitest';
import { AsyncExecutor, block, createTask, log, Queue, sleep } from '#workshop';
import { runProgram } from '#run';
import { describeInFull, describeTimelines } from '../../../workshop/draw/describe.ts';
import { outlineOf } from '../../../workshop/draw/outline.ts';
import { timelineSvg } from '../../../workshop/draw/timeline-svg.ts';
import { main as launchOrder } from '../programs/launch-order.ts';
import { illFormed } from './well-formed.ts';

const sequence = await runProgram(() => launchOrder(['in-order']));
const staircase = await runProgram(() => launchOrder([]));
const draw = (run: typeof sequence, options = {}) =>
  timelineSvg([{ title: '', run }], { title: 'x', ...options });
/** The words of a picture, in the order in which they are drawn. */
const words = (picture: string) =>
  [...picture.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, each]) => each);

test('three tasks that run twice each are six blocks, in three steps of 100 ms', () => {
  const blocks = draw(staircase)
    .match(/class="run" x="[\d.]+" y/g)!
    .map((each) => Number(each.match(/[\d.]+/)![0]));
  const [a1, a2, b1, b2, c1, c2] = blocks as [number, number, number, number, number, number];
  // And one in the legend.
  expect(blocks).toHaveLength(7);
  for (const [from, to] of [
    [a1, b1],
    [b1, c1],
    [a2, b2],
    [b2, c2],
  ] as const)
    expect(to - from).toBeCloseTo(48.4, 0);
});

test('two runs share one scale: the same task is as long in both', () => {
  const picture = timelineSvg(
    [
      { title: 'one', run: sequence },
      { title: 'two', run: staircase },
    ],
    { title: 'x' },
  );
  const sleeps = picture
    .match(/sleeps[^<]*<\/title><path class="dim" d="M[\d.]+ \d+H[\d.]+/g)!
    .map((each) => {
      const [from, to] = each
        .match(/M([\d.]+) \d+H([\d.]+)/)!
        .slice(1)
        .map(Number) as [number, number];
      return to - from;
    });
  expect(sleeps).toHaveLength(6);
  for (const sleep of sleeps) expect(sleep).toBeCloseTo(sleeps[0]!, 0);
  expect(words(picture)).toEqual(expect.arrayContaining(['one: total 3.6 s', 'two: total 1.4 s']));
});

describe('words', () => {
  test('a block that has room holds its line; the line of a narrow one stands above it; a sleep has none', async () => {
    const job = async (ms: number) => {
      log('A_1');
      block(ms);
      await sleep(1000);
      log('A_2');
      block(ms);
    };
    const anchors = async (ms: number) =>
      [...draw(await runProgram(() => job(ms))).matchAll(/<text class="([^"]*)"[^>]*>(A_[^<]*)</g)].map(
        ([, look, text]) => `${look}: ${text}`,
      );
    expect(await anchors(100)).toEqual(['on small: A_1', 'on small: A_2']);
    expect(await anchors(5)).toEqual(['soft small halo: A_1', 'soft small halo: A_2']);
  });

  test('none is cut and none is lost, however long and close they are, at 760 and at 360 pixels', async () => {
    const texts = Array.from(
      { length: 9 },
      (_, at) => `${at}: ${'due at 0.1 s, fires 2.9 s late; '.repeat(at % 3)}end`,
    );
    const run = await runProgram(async () => {
      for (const [at, text] of texts.entries()) {
        await sleep(at % 2 === 0 ? 100 : 1000);
        log(`lane ${at % 2}`, text);
      }
    });
    for (const width of [760, 360]) {
      const all = words(draw(run, { width })).join(' ');
      for (const text of texts) for (const part of text.split(' ')) expect(all).toContain(part);
      expect(all).not.toContain('…');
    }
  });

  test('where there is no room for all, the picture says how many it leaves out', async () => {
    const run = await runProgram(async () => {
      for (let at = 0; at < 100; at += 1) {
        await sleep(1);
        log(`a text that takes its room: ${at}`);
      }
    });
    const told = words(draw(run)).find((each) => each?.startsWith('…'));
    const shown = words(draw(run)).filter((each) => each?.startsWith('a text')).length;
    expect(told).toBe(`… and ${100 - shown} more texts: let the mouse rest on a dot`);
    expect(shown).toBeGreaterThan(10);
  });

  test('no word lies upon another, and all are inside the picture', async () => {
    const run = await runProgram(async () => {
      for (let at = 0; at < 12; at += 1) {
        await sleep(40);
        log(`place ${at} of twelve`);
      }
    });
    for (const width of [760, 360]) {
      const placed = [
        ...draw(run, { width }).matchAll(/<text class="soft small halo" x="([\d.]+)" y="([\d.]+)">([^<]+)</g),
      ];
      const boxes = placed.map(([, x, y, text]) => ({
        from: Number(x),
        to: Number(x) + text!.length * 6,
        y: Number(y),
      }));
      expect(boxes).toHaveLength(12);
      for (const [index, one] of boxes.entries()) {
        expect(one.from).toBeGreaterThanOrEqual(0);
        expect(one.to).toBeLessThanOrEqual(width);
        for (const other of boxes.slice(index + 1))
          expect(one.y !== other.y || one.to <= other.from || other.to <= one.from).toBe(true);
      }
    }
  });

  test('what a lane waits for stands below it, and a slot with the name of the one who leaves it', async () => {
    const run = await runProgram(async () => {
      const executor = new AsyncExecutor({ maxRunning: 1 });
      await Promise.all(['milk', 'bread'].map((name) => executor.submit(() => sleep(1000), { name })));
    });
    expect(words(draw(run))).toEqual(expect.arrayContaining(['for milk and bread', 'for the slot of milk']));
  });

  test('a stuck lane ends open, with all that it waits for', async () => {
    const run = await runProgram(async () => {
      const queue = new Queue();
      const shops = Array.from({ length: 5 }, (_, at) =>
        createTask(() => queue.get(), { name: `shop number ${at}` }),
      );
      await sleep(100);
      await Promise.all(shops);
    });
    const picture = draw(run, { width: 360 });
    expect(words(picture)).toContain('waits in queue.get()');
    expect(words(picture).join(' ')).toContain(
      'waits for shop number 0 and shop number 1 and shop number 2 and shop number 3 and shop number 4',
    );
    // Six lanes and the legend.
    expect(picture.match(/class="open"/g)).toHaveLength(7);
    expect(words(picture)).toContain('does not end');
  });
});

describe('arrows', () => {
  test('each points from the one who wakes to the one who is woken, and says so', () => {
    const picture = draw(staircase);
    expect([...picture.matchAll(/<title>([^<]*wakes[^<]*)<\/title>/g)].map(([, told]) => told)).toEqual([
      '1.2 s: A wakes main',
      '1.3 s: B wakes main',
      '1.4 s: C wakes main',
    ]);
    expect(words(picture)).toContain('wakes, or asks to stop');
  });

  test('they can be left out, with their word in the legend', () => {
    const picture = draw(staircase, { arrows: false });
    expect(picture).not.toContain('class="wake"');
    expect(words(picture)).not.toContain('wakes, or asks to stop');
    expect(words(picture)).toContain('sleeps');
  });

  test('of more than sixty none is drawn, unless they are asked for', async () => {
    const run = await runProgram(() =>
      Promise.all(
        Array.from({ length: 61 }, (_, at) => createTask(() => sleep(100 + at), { name: `task ${at}` })),
      ),
    );
    expect(draw(run)).not.toContain('class="wake"');
    expect(draw(run, { arrows: true })).toContain('class="wake"');
  });
});

test('200 different tasks are 200 low rows with their names, and no words above them', async () => {
  const run = await runProgram(() =>
    Promise.all(
      Array.from({ length: 200 }, (_, at) =>
        createTask(() => sleep(1000 + 5 * at).then(() => log('done')), { name: `task ${at + 1}` }),
      ),
    ),
  );
  for (const width of [760, 360]) {
    const picture = draw(run, { width });
    const names = [...picture.matchAll(/<text class="text small" x="12" y="([\d.]+)">task (\d+)</g)];
    expect(names.map(([, , number]) => Number(number))).toEqual(
      Array.from({ length: 200 }, (_, at) => at + 1),
    );
    const heights = names.slice(1).map(([, y], at) => Number(y) - Number(names[at]![1]));
    expect(new Set(heights)).toEqual(new Set([14]));
    expect(words(picture)).not.toContain('done');
    expect(picture).toContain('<title>1.005 s task 2: done</title>');
  }
});

test('it is well formed, whatever the lanes are called', async () => {
  const nasty = `<script>alert("1")</script> & 'more' ]]> \ud800 \u0000`;
  const run = await runProgram(async () => {
    const task = createTask((signal) => (log(nasty), sleep(1000, { signal })), { name: nasty });
    await sleep(500);
    task.cancel();
  });
  const picture = timelineSvg([{ title: nasty, run }], { title: nasty });
  expect(illFormed(picture)).toBeUndefined();
  expect(picture).not.toContain('<script');
  expect(picture).not.toMatch(/[\u0000\ud800]/);
  expect(picture).toContain('&#60;script&#62;');
});

test('it tells its content in words, follows the theme, is light on paper, and asks for nothing', () => {
  const picture = timelineSvg([{ title: '', run: staircase }], { title: 'Launch order' });
  expect(picture).toMatch(/<svg [^>]*role="img">\n<title>Launch order<\/title>\n<desc>total 1\.4 s\. main: /);
  expect(describeTimelines([{ title: 'both', run: sequence }])).toMatch(
    /^both, total 3\.6 s\. A: “A_1” at 0\.0 s, runs from 0\.0 s to 0\.1 s, “A_wait” at 0\.1 s, “A_2” at 1\.1 s, runs/,
  );
  expect(describeTimelines([{ title: '', run: staircase }])).toMatch(
    /^total 1\.4 s\. main: prints nothing\. A: /,
  );
  expect(describeInFull(outlineOf([{ title: 'both', run: staircase }]).runs)).toBe(
    [
      'both, total 1.4 s.',
      'main: waits for A from 0.0 s to 1.2 s, waits for B from 1.2 s to 1.3 s, waits for C from 1.3 s to 1.4 s.',
      'A: “A_1” at 0.0 s, runs from 0.0 s to 0.1 s, “A_wait” at 0.1 s, sleeps from 0.1 s to 1.1 s, “A_2” at 1.1 s, runs from 1.1 s to 1.2 s, wakes main at 1.2 s.',
      'B: is ready, but another has the thread from 0.0 s to 0.1 s, “B_1” at 0.1 s, runs from 0.1 s to 0.2 s, “B_wait” at 0.2 s, sleeps from 0.2 s to 1.2 s, “B_2” at 1.2 s, runs from 1.2 s to 1.3 s, wakes main at 1.3 s.',
      'C: is ready, but another has the thread from 0.0 s to 0.2 s, “C_1” at 0.2 s, runs from 0.2 s to 0.3 s, “C_wait” at 0.3 s, sleeps from 0.3 s to 1.3 s, “C_2” at 1.3 s, runs from 1.3 s to 1.4 s, wakes main at 1.4 s.',
    ].join(' '),
  );
  expect(picture).toContain('@media screen and (prefers-color-scheme:dark)');
  expect(picture.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|url\(|href|@import/);
});

test('the legend has every shape of the picture with its word, and no others', () => {
  const legend = words(draw(sequence)).slice(-3);
  expect(legend).toEqual(['sleeps', 'says something', 'runs']);
});
