import { expect, test } from 'vitest';
import { log, sleep } from '#workshop';
import { runProgram, type Run } from '#run';
import { describeTimelines } from '../../../workshop/draw/describe.ts';
import { lanesOf } from '../../../workshop/draw/lanes.ts';
import { timelineSvg } from '../../../workshop/draw/timeline-svg.ts';
import { timeline } from '../../../workshop/draw/timeline-text.ts';
import { currentProgram } from '../../../workshop/runtime/program.ts';
import type { OtherProcess } from '../../../workshop/runtime/run-program.ts';
import { illFormed } from './well-formed.ts';

/** A shop as the program that started it knows it. */
function starts(lane: string, process: Partial<OtherProcess> = {}): OtherProcess {
  const life = { lane, from: currentProgram().clock.now(), isKilled: false, leases: [], ...process };
  currentProgram().starts(life);
  return life;
}

// Two shops with leases of 2 s: one is killed while it holds the milk, the other serves the bread and then the milk.
const run = await runProgram(async () => {
  const one = starts('shop 1');
  const two = starts('shop 2');
  await sleep(1000);
  one.leases.push({ what: 'milk', from: 1000, due: 3000 });
  two.leases.push({ what: 'bread', from: 1000, due: 3000, to: 1500 });
  log('shop 1', 'takes milk');
  log('shop 2', 'takes bread');
  await sleep(200);
  log('shop 1', 'is killed');
  Object.assign(one, { to: 1200, isKilled: true });
  await sleep(2300);
  two.leases.push({ what: 'milk', from: 3500, due: 5500, to: 4000 });
  log('shop 2', 'takes milk');
  await sleep(500);
  two.to = 4000;
});

const lives = (of: Run) =>
  lanesOf(of).lanes.map(({ name, process = '', stretches, marks }) => [
    `${process}: ${name}`,
    ...stretches.map(({ state, from, to, text }) => `${from}–${to} ${state} ${text}`.trimEnd()),
    ...marks.flatMap(({ kind, at }) => (kind === 'says' ? [] : [`${at} ${kind}`])),
  ]);

test('a process and its leases stand together; a lease outlives the kill, and ends when it is due', () => {
  expect(lives(run).slice(1)).toEqual([
    ['shop 1: shop 1', '0–1200 process', '1200 killed'],
    ["shop 1: shop 1's lease", '1000–3000 lease milk', '3000 expired'],
    ['shop 2: shop 2', '0–4000 process'],
    ["shop 2: shop 2's lease", '1000–1500 lease bread', '3500–4000 lease milk'],
  ]);
  expect(lives(run)[0]![0]).toBe(': main');
});

test('who is slower than the lease loses it, and what is held at the end is held until the end', async () => {
  const slow = await runProgram(async () => {
    const leases = [
      { what: 'milk', from: 0, due: 1000, to: 1500 },
      { what: 'bread', from: 1500, due: 4000 },
    ];
    starts('shop', { leases });
    await sleep(2000);
  });
  expect(lives(slow).slice(1)).toEqual([
    ['shop: shop', '0–2000 process'],
    ["shop: shop's lease", '0–1000 lease milk', '1500–2000 lease bread', '1000 expired'],
  ]);
});

test('two jobs held at the same time are drawn one after the other: nothing in a lane overlaps', async () => {
  const both = await runProgram(async () => {
    const leases = ['milk', 'bread'].map((what, n) => ({ what, from: 0, due: 2000, to: 500 * (n + 1) }));
    starts('shop', { leases });
    await sleep(1000);
  });
  expect(lives(both).at(-1)).toEqual(["shop: shop's lease", '0–500 lease milk', '500–1000 lease bread']);
});

test('in a terminal a bracket holds the lanes of a process together, and the legend says what each sign means', () => {
  expect(
    timeline(run, { width: 58 })
      .split('\n')
      .map((row) => row.trimEnd()),
  ).toEqual([
    '  main            ·······································',
    '┌ shop 1          ━━━━━━━━━●━†',
    "└ shop 1's lease           ≡≡≡≡≡≡≡≡≡≡≡≡≡≡≡≡≡≡≡≡]",
    '┌ shop 2          ━━━━━━━━━●━━━━━━━━━━━━━━━━━━━━━━━━●━━━━',
    "└ shop 2's lease           ≡≡≡≡≡                    ≡≡≡≡≡",
    '                  ┴────────┴─────────┴─────────┴─────────┴',
    '                  0.0s   1.0s      2.0s      3.0s     4.0s',
    '· sleeps   ━ a process that lives   ≡ its lease of a job',
    '● says something   † killed   ] the lease runs out',
    '┌└ a process of its own',
    'total 4.0 s',
  ]);
});

test('a picture frames each process, shows kill and lease, and tells them in the legend and to those who do not see it', () => {
  const svg = timelineSvg([{ title: '', run }], { title: 'x' });
  expect(illFormed(svg)).toBeUndefined();
  const words = [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, each]) => each);
  expect(words).toEqual(
    expect.arrayContaining([
      'the lease of milk runs out',
      'bread',
      'a process that lives',
      'its lease of a job',
      'killed',
      'the lease runs out',
      'a process of its own',
    ]),
  );
  // Two frames and the one in the legend.
  expect(svg.match(/<rect class="lead"/g)).toHaveLength(3);
  expect(describeTimelines([{ title: 'day', run }])).toBe(
    "day, total 4.0 s. main: prints nothing. shop 1 (a process of its own): “takes milk” at 1.0 s, “is killed” at 1.2 s, the process is killed at 1.2 s. shop 1's lease: holds milk from 1.0 s to 3.0 s, the lease of milk runs out at 3.0 s. shop 2 (a process of its own): “takes bread” at 1.0 s, “takes milk” at 3.5 s. shop 2's lease: holds bread from 1.0 s to 1.5 s, holds milk from 3.5 s to 4.0 s.",
  );
});

test('without other processes nothing is framed', async () => {
  const alone = await runProgram(() => sleep(100));
  expect(timelineSvg([{ title: '', run: alone }], { title: 'x' })).not.toContain('process');
  expect(timeline(alone, { width: 40 })).not.toContain('process');
});
