// cspell:words FSREQCALLBACK HTTPCLIENTREQUEST RANDOMBYTESREQUEST
import fs, { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { beginToday } from '../../../workshop/record/calendar.ts';
import { nameOf, type Call } from '../../../workshop/record/calls.ts';
import { capturePrints } from '../../../workshop/record/capture.ts';
import type { Watch } from '../../../workshop/record/event-loop-watch.ts';
import { Family } from '../../../workshop/record/family.ts';
import { cutOf, stepsOf } from '../../../workshop/record/loop-steps.ts';
import { isCommonJs } from '../../../workshop/record/main-module.ts';
import { ScriptClock } from '../../../workshop/record/only-real.ts';
import { OpenHandles, type Resource } from '../../../workshop/record/open-handles.ts';
import { endlessWordFor, wordFor } from '../../../workshop/record/outside-words.ts';
import { placesWithin } from '../../../workshop/record/printed-outside.ts';
import { ReadyLists } from '../../../workshop/record/ready-lists.ts';
import { explainScriptError } from '../../../workshop/record/script-error.ts';
import { Turns, type Pending, type Print } from '../../../workshop/record/turns.ts';
import { WaitingRoom } from '../../../workshop/record/waiting-room.ts';
import { UsageError } from '../../../workshop/runtime/arguments.ts';

// The parts of the recorder that need no process: what is counted, sorted, read and named.

const folder = mkdtempSync(join(tmpdir(), 'pieces ü '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what was ready in each step', () => {
  const all = (lists: ReadyLists<string>, end: number) =>
    [...lists.steps(end)].map(({ first, count }) => `${first.join('')} ${count}`);

  test('is kept up to so many names, and the rest is counted', () => {
    const lists = new ReadyLists<string>({ steps: 10, names: 2 });
    lists.add('a', 0, 1);
    lists.add('b', 0, 3);
    lists.add('c', 1, 4);
    lists.add('d', 1, 5);
    lists.add('e', 0, 5);
    expect(all(lists, 6)).toEqual(['ab 3', 'bc 4', 'bc 4', 'cd 3', 'de 2', ' 0']);
    expect(all(lists, 2)).toHaveLength(2);
  });

  test('is nothing where it was taken immediately, and nothing past the last step that anybody looks at', () => {
    const lists = new ReadyLists<string>({ steps: 3, names: 2 });
    lists.add('a', 1, 1);
    lists.add('b', 2, 1);
    lists.add('c', 2, 9);
    lists.add('d', 3, 9);
    expect(all(lists, 4)).toEqual([' 0', ' 0', 'c 1', ' 0']);
  });

  test('stays the same however many are ready through however many steps', () => {
    const most = { steps: 40, names: 3 };
    const lists = new ReadyLists<string>(most);
    const wanted = Array.from({ length: 40 }, (): { first: string[]; count: number } => ({
      first: [],
      count: 0,
    }));
    for (let end = 1; end <= 40; end += 1) {
      const [each, from] = [`${end},`, (end * 7) % (end + 3)];
      lists.add(each, from, end);
      for (let at = from; at < end; at += 1) {
        const step = wanted[at]!;
        step.count += 1;
        if (step.first.length < most.names) step.first.push(each);
      }
    }
    expect([...lists.steps(40)]).toEqual(wanted);
  });
});

/** Something that waits. */
const pending = (queue: Pending['queue'], more: Partial<Pending> = {}): Pending => ({
  ...{
    type: 'pending',
    queue,
    task: undefined,
    place: {},
    armedIn: new Turns(
      () => 0,
      () => {},
    ).here,
  },
  ...more,
});

describe('what waits', () => {
  test('is taken by its due time, and of one time in the order in which it came', () => {
    const room = new WaitingRoom();
    const timers = [30, 10, undefined, 10, 20, 30].map((due) =>
      pending('timers', due === undefined ? {} : { due }),
    );
    for (const each of timers) room.add(each);
    const order = () => room.look('timers', 9).first.map((each) => timers.indexOf(each));
    expect(order()).toEqual([2, 1, 3, 4, 0, 5]);
    room.remove(timers[3]!);
    room.remove(timers[3]!);
    room.remove(timers[0]!);
    expect(order()).toEqual([2, 1, 4, 5]);
    const { first, count } = room.look('timers', 2);
    expect([first.length, count]).toEqual([2, 4]);
  });

  test('in any other queue is taken as it came', () => {
    const room = new WaitingRoom();
    const [one, two, three] = [1, 2, 3].map(() => pending('immediates'));
    for (const each of [one!, two!, three!]) room.add(each);
    room.add(pending('input/output'));
    expect(room.look('immediates', 2)).toEqual({ first: [one, two], count: 3 });
    room.remove(one!);
    expect(room.look('immediates', 2)).toEqual({ first: [two, three], count: 2 });
    expect(room.look('ticks', 2)).toEqual({ first: [], count: 0 });
  });
});

test('calls of one name take the lowest number that is free', () => {
  const family = new Family();
  const call = (kind: Call['kind'] = 'async') => {
    const made = { kind, ended: false, number: 0 } as Call;
    family.join(made);
    return made;
  };
  const [one, two, three] = [call(), call(), call()];
  expect([one, two, three].map(({ number }) => number)).toEqual([1, 2, 3]);
  expect(family.generator(() => true)).toBeUndefined();
  family.end(two);
  family.end(one);
  expect(one.ended).toBe(true);
  const [four, five, six] = [call(), call('generator'), call('generator')];
  expect([four, five, six].map(({ number }) => number)).toEqual([1, 2, 4]);
  expect(family.size).toBe(4);
  // Its number is another one's by now.
  family.end(one);
  expect(call().number).toBe(5);
  expect(family.generator(() => true)).toBe(five);
  expect(family.generator((each) => each.number === 4)).toBe(six);
  expect(family.generator(() => false)).toBeUndefined();
});

test('a call has the name of its lane, else of its task, else what it is called in the file', () => {
  const alone = new Family();
  const both = new Family();
  const call = (more: Partial<Call>, family = alone): Call => ({
    ...{ kind: 'async', name: 'work', task: undefined, line: 3, loaded: false },
    ...{ family, number: 1, ended: false },
    ...more,
  });
  for (let i = 0; i < 2; i += 1) both.join(call({}, both));
  alone.join(call({}));
  expect(nameOf(call({ lane: 'shop', task: 'milk' }), true)).toBe('shop');
  expect(nameOf(call({ lane: 'shop' }), false)).toBe('shop');
  expect(nameOf(call({ task: 'milk' }), false)).toBe('milk');
  expect(nameOf(call({ task: 'main' }), false)).toBe('main');
  expect(nameOf(call({ task: 'main' }), true)).toBe('work');
  expect(nameOf(call({ number: 2 }, both), true)).toBe('work 2');
  expect(nameOf(call({ name: '' }), true)).toBe('function');
  expect(nameOf(call({ name: 'top level', kind: 'callback' }, both), true)).toBe('top level');
  expect(nameOf(call({ name: '', kind: 'callback' }), true)).toBe('callback (line 3)');
  expect(nameOf(call({ name: '', kind: 'callback', line: undefined }), true)).toBe('callback');
  expect(nameOf(call({ name: 'last', kind: 'callback' }, both), true)).toBe('last');
});

test('what is outside has the words that a reader knows, and what may never answer is told from what will', () => {
  expect(wordFor('FSREQCALLBACK')).toBe('a file');
  expect(wordFor('TCPWRAP')).toBe('an open socket');
  expect(wordFor('PROMISE')).toBeUndefined();
  expect(wordFor('HTTPCLIENTREQUEST')).toBeUndefined();
  expect(wordFor('RANDOMBYTESREQUEST')).toBe('a calculation in another thread');
  expect(wordFor('TickObject')).toBeUndefined();
  expect(endlessWordFor('FSREQCALLBACK')).toBeUndefined();
  expect(endlessWordFor('TCPSERVERWRAP')).toBe('a listening server');
  expect(endlessWordFor('PROMISE')).toBeUndefined();
});

describe('turns', () => {
  let time = 0;
  const made = () => {
    let full = 0;
    const turns = new Turns(
      () => time,
      () => (full += 1),
    );
    return { turns, full: () => full };
  };
  const gone = () => ({ type: 'gone', pending: pending('ticks') }) as const;

  test('follow each other; what happens in between is one, too, with the last as its cause', () => {
    time = 0;
    const { turns } = made();
    expect(turns.isOver).toBe(false);
    time = 5;
    turns.end();
    expect(turns.isOver).toBe(true);
    const [first] = turns.all;
    expect(first).toMatchObject({ seq: 0, at: 0, to: 5, from: undefined });
    turns.note(gone());
    expect(turns.isOver).toBe(true);
    const between = turns.here;
    expect(between).toBe(turns.latest);
    expect(between).toMatchObject({ seq: 1, at: 5, cause: first, from: undefined });
    expect(between.events).toHaveLength(1);
    time = 7;
    const timer = turns.begin('timers', { cause: first! });
    expect(turns.isOver).toBe(false);
    expect(between.to).toBe(7);
    expect(turns.here).toBe(timer);
    expect(turns.all).toEqual([first, between, timer]);
  });

  test('are counted, as are their events: what is more than anybody looks at says so', () => {
    const many = made();
    while (many.turns.all.length < 20_000) many.turns.begin('ticks');
    expect(many.full()).toBe(0);
    many.turns.begin('ticks');
    expect(many.full()).toBe(1);
    const busy = made();
    for (let i = 1; i < 80_000; i += 1) busy.turns.note(gone());
    expect(busy.full()).toBe(0);
    busy.turns.note(gone());
    expect(busy.full()).toBe(1);
  });
});

describe('what is open', () => {
  const resource = (more: Partial<Resource> = {}) => {
    const made = { isHeld: true, hasRef: (): boolean => made.isHeld, ...more };
    return made;
  };
  const closing = () => {
    const made = { closed: 0, hasRef: () => true, close: (by: number) => (made.closed += by) };
    return made;
  };

  test('to the outside stays so until it is closed, which is told once', () => {
    const handles = new OpenHandles();
    const [server, socket] = [pending('input/output'), pending('input/output')];
    const resources = [closing(), closing()];
    handles.add(server, resources[0]!);
    handles.add(socket, resources[1]!);
    expect(handles.staysOpen(server)).toBe(false);
    expect(handles.over()).toEqual([]);
    expect(handles.staysOpen(server)).toBe(true);
    expect(server.unref).toBe(false);
    expect(resources[0]!.close(3)).toBe(3);
    expect(handles.over()).toEqual([server]);
    expect(handles.over()).toEqual([]);
    expect([handles.staysOpen(server), handles.staysOpen(socket)]).toEqual([false, true]);
  });

  test('is over when nothing holds it any longer; a timer when it is destroyed', () => {
    const handles = new OpenHandles();
    const held = resource();
    const [file, once, again] = [pending('input/output'), pending('timers'), pending('timers')];
    const timers = [
      resource({ _destroyed: false, _repeat: null }),
      resource({ _destroyed: false, _repeat: 10 }),
    ];
    handles.add(file, held);
    handles.add(once, timers[0]!);
    handles.add(again, timers[1]!);
    expect(handles.over()).toEqual([]);
    expect([once, again].map((each) => handles.staysOpen(each))).toEqual([false, true]);
    held.isHeld = false;
    timers[1]!.isHeld = false;
    expect(handles.over()).toEqual([file]);
    Object.assign(timers[1]!, { _destroyed: true });
    expect(handles.over()).toEqual([again]);
  });

  test('is not watched where a virtual clock tells of it, or where it cannot be held', () => {
    const handles = new OpenHandles();
    const [virtual, tick, none] = [pending('timers'), pending('ticks'), pending('input/output')];
    const loose = resource();
    loose.isHeld = false;
    handles.add(virtual, loose);
    handles.add(tick, resource());
    handles.add(none, {});
    expect(handles.over()).toEqual([]);
    expect(virtual.unref).toBe(true);
    expect([virtual, tick, none].map((each) => handles.staysOpen(each))).toEqual([false, false, false]);
    expect(none.unref).toBeUndefined();
  });

  test('is looked at up to a hundred', () => {
    const handles = new OpenHandles();
    const all = Array.from({ length: 101 }, () => pending('input/output'));
    for (const each of all) handles.add(each, resource());
    handles.over();
    expect(all.filter((each) => handles.staysOpen(each))).toHaveLength(100);
  });
});

describe('what is printed', () => {
  const { stdout, stderr } = process;
  const before = { out: stdout.write, err: stderr.write, sync: fs.writeSync };
  afterEach(() => {
    stdout.write = before.out;
    stderr.write = before.err;
    fs.writeSync = before.sync;
    syncBuiltinESMExports();
  });

  test('is told by its lines, with its stream, and whether the line goes on', async () => {
    const said: unknown[] = [];
    capturePrints((...each) => said.push(each));
    expect(stdout.write('one\ntw')).toBe(true);
    stderr.write(Buffer.from('o\n'));
    stdout.write('6d696c6b', 'hex');
    expect(said.splice(0)).toEqual([
      ['one', 'stdout', false],
      ['tw', 'stdout', true],
      ['o', 'stderr', false],
      ['milk', 'stdout', true],
    ]);
    expect(fs.writeSync(1, 'ü\n')).toBe(3);
    fs.writeSync(2, Buffer.from('to stderr'));
    expect(said.splice(0)).toEqual([
      ['ü', 'stdout', false],
      ['to stderr', 'stderr', true],
    ]);
    const file = join(folder, 'written');
    const fd = fs.openSync(file, 'w');
    fs.writeSync(fd, 'not printed');
    fs.closeSync(fd);
    expect(readFileSync(file, 'utf8')).toBe('not printed');
    expect(said).toEqual([]);
  });

  test('is done in a tick of its own', async () => {
    const order: string[] = [];
    capturePrints(() => order.push('said'));
    await new Promise<void>((resolve) => {
      stdout.write('one\n', 'utf8', () => (order.push('done'), resolve()));
      order.push('returned');
    });
    stdout.write('two\n');
    expect(order).toEqual(['said', 'returned', 'done', 'said']);
  });

  const print = (text: string, more: Partial<Print> = {}): Print => ({
    ...{
      type: 'print',
      task: undefined,
      place: {},
      at: 0,
      lane: 'script',
      text,
      stream: 'stdout',
      open: false,
    },
    ...more,
  });

  test('in pieces is one line; a last piece is one as well', () => {
    const prints = [
      print('mi', { open: true }),
      print('no', { open: true, stream: 'stderr' }),
      print('lk', { at: 5, lane: 'shop' }),
      print('tea', { at: 6 }),
      print('bre', { at: 7, open: true }),
    ];
    const { lines, steps, all } = stepsOf(
      {
        turns: new Turns(
          () => 0,
          () => {},
        ),
        prints,
      },
      'a.mjs',
      true,
    );
    expect(lines).toEqual([
      { at: 5, lane: 'shop', text: 'milk' },
      { at: 6, lane: 'script', text: 'tea' },
      { at: 7, lane: 'script', text: 'no' },
      { at: 7, lane: 'script', text: 'bre' },
    ]);
    expect([steps, all]).toEqual([[], true]);
  });

  test('by other processes stands where it came', () => {
    const turns = new Turns(
      () => 0,
      () => {},
    );
    const own = [print('one', { at: 1 }), print('two', { at: 2 })];
    turns.note(own[0]!);
    turns.begin('timers');
    turns.note(own[1]!);
    const output = join(folder, 'output');
    writeFileSync(output, 'first\n\u00021\u0003among\nthem\n\u00022\u0003last');
    const watch = { turns, prints: [...own] } as unknown as Watch;
    placesWithin(watch, output);
    const told = [
      [0, 'another process', 'first'],
      [1, 'script', 'one'],
      [1, 'another process', 'among'],
      [1, 'another process', 'them'],
      [2, 'script', 'two'],
      [2, 'another process', 'last'],
    ];
    const inWords = (prints: Print[]) => prints.map(({ at, lane, text }) => [at, lane, text]);
    expect(inWords(watch.prints)).toEqual(told);
    expect(turns.all.map(({ events }) => inWords(events as Print[]))).toEqual([
      told.slice(0, 4),
      told.slice(4),
    ]);
  });
});

test('a recording that was cut says how the program itself went on', () => {
  expect(cutOf({ kind: 'finished', value: undefined })).toContain('went on to its end');
  expect(cutOf({ kind: 'runaway', reason: 'milk' })).toContain('was stopped later');
});

describe('an error of a script', () => {
  const file = join(folder, 'shop.ts');
  const failed = (stack: string) => explainScriptError(file, Object.assign(new Error('no milk'), { stack }));

  test('has the place where it arose in the file, whether by its path or its address', () => {
    expect(
      failed(`Error: no milk\n    at a (node:fs:1:2)\n    at b (${file}:3:4)\n    at c (${file}:5:6)`),
    ).toBe('shop.ts:3:4: Error: no milk');
    expect(failed(`Error\n    at b (${pathToFileURL(file).href}:3:4)`)).toBe('shop.ts:3:4: Error: no milk');
    expect(failed(`Error\n    at b (${pathToFileURL(file).href}?again=1:7:8)`)).toBe(
      'shop.ts:7:8: Error: no milk',
    );
    expect(failed(`${file}:9\n\nError: no milk`)).toBe('shop.ts:9: Error: no milk');
  });

  test('has no place where it arose elsewhere, or names it already', () => {
    expect(failed('Error: no milk\n    at a (/elsewhere/shop.js:3:4)')).toBe('Error: no milk');
    expect(explainScriptError(file, 'milk')).toMatch(/^'milk' \(thrown as it is/);
    const named = Object.assign(new Error('shop.ts:1: no milk'), { stack: `at b (${file}:3:4)` });
    expect(explainScriptError(file, named)).toBe('Error: shop.ts:1: no milk');
    expect(explainScriptError(file, new UsageError('no such step'))).toBe('no such step');
  });

  test('of its syntax has the place that the translator names, or Node', () => {
    const translated = new Error(`Transform failed with 1 error:\n${file}:2:9: ERROR: Expected ";"`);
    expect(explainScriptError(file, translated)).toBe('shop.ts:2:10: Expected ";"');
    const script = join(folder, 'shop.mjs');
    writeFileSync(script, '\nconst = 1;\n');
    const syntax = Object.assign(new SyntaxError('Unexpected token'), { stack: 'SyntaxError' });
    expect(explainScriptError(script, syntax)).toBe('shop.mjs:2: SyntaxError: Unexpected token');
    const other = Object.assign(new TypeError('no'), { stack: 'TypeError' });
    expect(explainScriptError(script, other)).toBe('TypeError: no');
  });
});

describe('a file is CommonJS', () => {
  const inFile = (name: string, text: string) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return isCommonJs(file);
  };

  test('by its ending', () => {
    expect(['a.cjs', 'a.cts'].map((name) => inFile(name, 'export {};'))).toEqual([true, true]);
    expect(['a.mjs', 'a.mts'].map((name) => inFile(name, 'require("a");'))).toEqual([false, false]);
  });

  test('by the nearest package.json', () => {
    mkdirSync(join(folder, 'inner', 'deep'), { recursive: true });
    writeFileSync(join(folder, 'inner', 'package.json'), '{ "type": "module" }');
    expect(inFile('inner/deep/a.js', '')).toBe(false);
    writeFileSync(join(folder, 'inner', 'deep', 'package.json'), '{ "type": "commonjs" }');
    expect(inFile('inner/deep/a.js', 'export {};')).toBe(true);
  });

  test.each([
    ["import 'a';", false],
    ['import a from "a";', false],
    ['  export const a = 1;', false],
    ['const a = await b();', false],
    ['await b();', false],
    ['for await (const a of b);', false],
    ["import('a');", true],
    ["const a = require('a');", true],
    ['async function a() {\n  await b();\n}', true],
    ['exporting();', true],
    ["// what to import\nconst a = require('a');", true],
    ["import ('a');", true],
    ['async function a() {\n  const b = await c();\n}', true],
    ['', true],
  ])('else by what is in it: %j', (text, is) => expect(inFile('b.js', text)).toBe(is));
});

test('a virtual clock, which begins with 0, has the date of today', () => {
  const { Date: real } = globalThis;
  let now = 0;
  class Clock extends real {
    static override now = () => now;
  }
  try {
    globalThis.Date = Clock as DateConstructor;
    beginToday();
    const begun = Date.now();
    expect(Math.abs(begun - real.now())).toBeLessThan(600_000);
    now = 1500;
    expect(Date.now() - begun).toBe(1500);
    expect(new Date().getTime() - begun).toBe(1500);
    expect(new Date(5).getTime()).toBe(5);
    expect(Date()).toBe(new real(begun + 1500).toString());
    expect(Date.UTC(2000, 0)).toBe(real.UTC(2000, 0));
  } finally {
    globalThis.Date = real;
  }
});

describe('the clock of a script', () => {
  const clockOf = (soFar: { printed?: boolean; heard?: boolean; isInLoop?: boolean } = {}) => {
    const gaveUp: string[] = [];
    const script = {
      hasPrinted: () => soFar.printed ?? true,
      hasHeard: () => soFar.heard ?? false,
      isInLoop: soFar.isInLoop ?? false,
    };
    const limit = { ms: 100_000, timers: 100_000 };
    const clock = new ScriptClock(script, (why) => void gaveUp.push(why), limit);
    const fired: string[] = [];
    const start = (kind: 'setTimeout' | 'setInterval' | 'setImmediate', ms = 0, name = kind as string) =>
      clock.start(kind, () => void fired.push(`${name} at ${Math.floor(clock.now())}`), ms, [], 'main');
    return { clock, gaveUp, fired, start };
  };

  test('lets timers of 1 ms and immediates race: the timer is due where something was printed before', () => {
    const raced = (soFar?: Parameters<typeof clockOf>[0]) => {
      const { clock, start, fired } = clockOf(soFar);
      start('setTimeout');
      start('setImmediate');
      while (clock.step());
      return [clock.raced, fired.map((each) => each.split(' ')[0])];
    };
    const [timer, immediate] = ['setTimeout', 'setImmediate'];
    expect(raced()).toEqual([true, [timer, immediate]]);
    expect(raced({ printed: false })).toEqual([true, [immediate, timer]]);
    expect(raced({ isInLoop: true })).toEqual([true, [immediate, timer]]);
    expect(raced({ heard: true })).toEqual([false, [immediate, timer]]);
  });

  test('knows no race of anything else, nor later', () => {
    const { clock, start, fired } = clockOf();
    start('setTimeout', 2);
    start('setImmediate');
    clock.step();
    start('setTimeout', 1);
    start('setImmediate');
    while (clock.step());
    expect(clock.raced).toBe(false);
    expect(fired.map((each) => each.split(' ')[2])).toEqual(['0', '0', '1', '2']);
    const alone = clockOf();
    alone.start('setTimeout', 1);
    while (alone.clock.step());
    expect([alone.clock.raced, alone.fired]).toEqual([false, ['setTimeout at 1']]);
    const interval = clockOf();
    const every = interval.start('setInterval', 1);
    interval.start('setImmediate');
    interval.clock.step();
    interval.clock.disarm(every);
    expect([interval.clock.raced, interval.fired]).toEqual([false, ['setImmediate at 0']]);
  });

  test('gives up on a loop that waits for it, and not on one that looks at it now and then', () => {
    const { clock, gaveUp, start } = clockOf();
    for (let i = 0; i < 20_000; i += 1) clock.read();
    expect(gaveUp).toEqual([]);
    start('setTimeout', 5);
    clock.step();
    for (let i = 0; i < 20_000; i += 1) expect(clock.read()).toBe(5);
    expect(gaveUp).toEqual([]);
    clock.read();
    expect(gaveUp).toEqual(['a loop that waits for the clock']);
  });
});
