import { describe, expect, test } from 'vitest';
import { log, sleep } from '#workshop';
import { order } from '../../../../workshop/coach/causes/order.ts';
import { timed } from '../../../timed.ts';
import { said } from '../said.ts';
import { given, made, own } from './made.ts';

type Words = Parameters<typeof made>[0];

const told = (prints: string, printed: string, words: Partial<Words> = {}) =>
  order(made({ printed, expected: { prints }, ...words }));

describe('calls in another order', () => {
  test('of two that are made together, the first is named first', async () => {
    type Shop = { milk(): Promise<number>; tea(): Promise<number> };
    const answer = async (shop: Shop) => {
      const [tea, milk] = await Promise.all([shop.tea(), shop.milk()]);
      return [milk, tea];
    };
    const use = (own: typeof answer) => own({ milk: timed('milk', 100, 1), tea: timed('tea', 100, 2) });
    const prints = '0.0s  milk  started\n0.0s  tea  started\n0.1s  milk  done\n0.1s  tea  done';
    const found = await said(answer, use, { prints });
    expect(found?.id).toBe('wrong-order');
    expect(found?.text).toContain(
      'shop.tea is called before shop.milk: in which order are the two calls made',
    );
  });

  const both = '0.0s  milk  started\n0.0s  tea  started\n0.1s  milk  done\n0.1s  tea  done';
  const swapped = '0.0s  tea  started\n0.0s  milk  started\n0.1s  milk  done\n0.1s  tea  done';
  const [one, other] = [own('answer'), own('answer')];

  test('of a list it is the order of its items', () => {
    const list = (...names: string[]) =>
      told(both, swapped, {
        calls: names.map((name, i) => given(name, { lane: ['milk', 'tea'][i]!, to: 100, by: one })),
      })?.text;
    expect(list('shop.milk', 'shop.tea')).toContain('shop.tea is called before shop.milk');
    expect(list('jobs[0]', 'shop.tea')).toContain('In which order are they put in line');
    expect(list('shop.milk', 'jobs[1]')).toContain('In which order are they put in line');
    expect(list('work', 'work')).toContain('In which order are they put in line');
  });

  test('of two that different calls make, or that begin at different times, too', () => {
    const pair = (milk: Parameters<typeof given>[1], tea: Parameters<typeof given>[1]) =>
      told(both, swapped, {
        calls: [
          given('milk', { lane: 'milk', to: 100, ...milk }),
          given('tea', { lane: 'tea', to: 100, ...tea }),
        ],
      })?.text;
    expect(pair({ by: one }, { by: one })).toContain('tea is called before milk');
    expect(pair({ by: one }, { by: other })).toContain('In which order are they put in line');
    expect(pair({ from: -100 }, {})).toContain('In which order are they put in line');
  });

  test('of two that end together nothing is said of their calls', () => {
    const ends = swapped.split('\n');
    const late = [ends[1], ends[0], ends[3], ends[2]].join('\n');
    const calls = [given('milk', { lane: 'milk', to: 100 }), given('tea', { lane: 'tea', to: 100 })];
    expect(told(both, late, { calls })?.text).toContain('In which order are they put in line');
  });

  test('of two of which one follows the other, the one that is called first should be the other', () => {
    const prints = '0.0s  main  waits\n0.1s  milk  poured\n0.2s  tea  poured';
    const printed = '0.0s  main  waits\n0.1s  tea  poured\n0.2s  milk  poured';
    const tea = given('tea', { lane: 'tea', to: 100 });
    const milk = given('milk', { lane: 'milk', from: 100, to: 200 });
    const found = told(prints, printed, { calls: [tea, milk] });
    expect(found?.id).toBe('wrong-order');
    expect(found?.text).toContain('tea is called at 0.0 s, and milk only at 0.1 s, when that has ended');
    const early = given('milk', { lane: 'milk', from: 50, to: 200 });
    expect(told(prints, printed, { calls: [tea, early] })?.id).toBe('not-awaited');
    expect(
      told(prints, printed, { calls: [tea, given('x', { lane: 'milk', from: 100, to: 200, by: one })] })?.id,
    ).toBe('not-awaited');
    const onTime = '0.0s  main  waits\n0.1s  milk  poured\n0.1s  tea  poured';
    expect(
      told(onTime, '0.0s  main  waits\n0.1s  tea  poured\n0.1s  milk  poured', { calls: [tea, milk] })?.text,
    ).toContain('In which order are they put in line');
  });
});

describe('what comes at the right moments, but not each at its own', () => {
  test('is taken from the wrong end', async () => {
    const answer = async (orders: string[], cook: (order: string) => Promise<void>) => {
      const line = [...orders];
      while (line.length > 0) await cook(line.pop()!);
    };
    const cook = async (name: string) => {
      log('shop', `order ${name} started`);
      await sleep(100);
      log('shop', 'done');
    };
    const prints = `
      0.0s  shop  order 1 started
      0.1s  shop  done
      0.1s  shop  order 2 started
      0.2s  shop  done`;
    const found = await said(answer, (own) => own(['1', '2'], cook), { prints });
    expect(found?.id).toBe('wrong-order');
    expect(found?.text).toContain(
      'At 0.0 s "shop: order 2 started" comes, where "shop: order 1 started" should.',
    );
  });

  const prints = '0.2s  main  milk\n0.2s  tea  here\n9.0s  main  tea\n10.0s  main  eggs';
  const moments = (printed: string) => told(prints, printed)?.text.includes('The moments are right') ?? false;

  test('is told only of one lane, all of whose moments are right', () => {
    expect(moments('0.2s  main  tea\n0.2s  tea  here\n9.0s  main  eggs\n10.0s  main  milk')).toBe(true);
    expect(
      told(prints, '0.2s  main  tea\n0.2s  tea  here\n9.0s  main  eggs\n10.0s  main  milk')?.text,
    ).toContain('At 0.2 s "main: tea" comes, where "main: milk" should.');
    expect(moments('0.2s  main  tea\n0.2s  tea  here\n9.5s  main  eggs\n10.0s  main  milk')).toBe(false);
    expect(
      moments('0.2s  main  tea\n0.2s  tea  here\n9.0s  main  eggs\n10.0s  main  milk\n11s  main  more'),
    ).toBe(false);
    const missing = '0.2s  main  tea\n0.2s  tea  here\n9.0s  main  milk';
    expect(moments(missing)).toBe(false);
    expect(told('0.2s  main  milk\n0.2s  main  tea', '0.2s  main  tea\n0.2s  main  milk')?.text).toContain(
      'In which order are they put in line',
    );
  });
});

describe('a function of one in a list that is never called', () => {
  test('should have come before what comes too early', async () => {
    interface Cook {
      wait(): Promise<void>;
      serve(): void;
    }
    const answer = async (cooks: Cook[]) => {
      for (const cook of cooks) cook.serve();
    };
    const cook = (name: string, ms: number): Cook => ({
      wait: () => sleep(ms),
      serve: () => log(name, 'serves'),
    });
    const use = (own: typeof answer) => own([cook('Ada', 300), cook('Bob', 100)]);
    const found = await said(answer, use, { prints: '0.1s  Bob  serves\n0.3s  Ada  serves' });
    expect(found?.id).toBe('never-called');
    expect(found?.text).toContain('cooks[0].serve is called at 0.0 s, and cooks[0].wait never is');
  });

  const prints = '0.1s  Bob  serves\n0.3s  Ada  serves';
  const printed = '0.0s  Ada  serves\n0.0s  Bob  serves';

  test('is another matter where it is of another object, or of none in a list', () => {
    const offered = (...names: string[]) => {
      const answer = own('answer', { offered: names });
      const calls = [answer, given('cooks[0].serve', { lane: 'Ada', by: answer })];
      return told(prints, printed, { calls })?.id;
    };
    expect(offered('cooks[0].wait')).toBe('never-called');
    expect(offered('cooks[1].wait')).toBe('not-awaited');
    const answer = own('answer', { offered: ['cook.wait'] });
    const calls = [answer, given('cook.serve', { lane: 'Ada', by: answer })];
    expect(told(prints, printed, { calls })?.id).toBe('not-awaited');
  });
});

describe('a race of what is there already', () => {
  const prints = '0.5s  main  waits\n0.5s  B  read\n0.6s  A  read';
  const printed = '0.5s  main  waits\n0.5s  A  read\n0.6s  B  read';
  const race = { used: ['Promise.race'] };
  const isRace = (words: Partial<Words>) =>
    told(prints, printed, words)?.text.includes('takes the first of its list');
  const [a, b] = [given('A', { to: 100 }), given('B', { to: 50 })];

  test('takes the first of its list', () => {
    const found = told(prints, printed, { ...race, calls: [a, b] });
    expect(found?.id).toBe('wrong-order');
    expect(isRace({ ...race, calls: [a, b] })).toBe(true);
    expect(isRace({ calls: [a, b] })).toBe(false);
  });

  test('needs two that had ended before', () => {
    expect(isRace({ ...race, calls: [a] })).toBe(false);
    expect(isRace({ ...race, calls: [a, given('C', { to: 50 })] })).toBe(false);
    expect(isRace({ ...race, calls: [a, given('B', { from: 50 })] })).toBe(false);
    expect(isRace({ ...race, calls: [a, given('B', { to: 500 })] })).toBe(false);
    expect(isRace({ ...race, calls: [given('A'), b] })).toBe(false);
  });

  test('may have two values to choose from, which nobody has taken before', () => {
    const next = (name: string, to: number, gave: unknown) => given(`${name}.next`, { to, gave });
    const step = own('merge().next', { from: 300, to: 400, gave: { value: 'b1' } });
    const values = [next('a', 100, { value: 'a1' }), next('b', 500, { value: 'b1' })];
    expect(isRace({ ...race, calls: values })).toBe(true);
    expect(isRace({ ...race, calls: [...values, step] })).toBe(false);
    expect(isRace({ ...race, calls: [...values, own('merge().next', { from: 300 })] })).toBe(true);
    expect(
      isRace({
        ...race,
        calls: [...values, own('merge().next', { from: 500, to: 500, gave: { value: 'b1' } })],
      }),
    ).toBe(true);
    expect(
      isRace({ ...race, calls: [...values, own('merge', { from: 300, to: 400, gave: { value: 'b1' } })] }),
    ).toBe(true);
    expect(isRace({ ...race, calls: values.slice(0, 1) })).toBe(false);
    expect(isRace({ ...race, calls: [values[0]!, next('b', 501, { value: 'b1' })] })).toBe(false);
    expect(isRace({ ...race, calls: [values[0]!, given('b.next')] })).toBe(false);
    expect(isRace({ ...race, calls: [values[0]!, given('b', { to: 100, gave: 2 })] })).toBe(false);
    const taken = own('merge().next', { from: 100, to: 400, gave: { value: 'a1' } });
    expect(isRace({ ...race, calls: [...values, next('c', 200, { value: 'c1' }), taken, step] })).toBe(false);
  });

  test('is told of one lane too', () => {
    const one = told(
      '0.5s  main  B\n0.6s  main  A\n0.7s  main  end',
      '0.4s  main  A\n0.6s  main  B\n0.7s  main  end',
      race,
    );
    expect(one?.text).toContain('takes the first of its list');
  });
});

describe('who overtakes', () => {
  const prints = '0.0s  main  waits\n0.1s  milk  has it\n0.2s  tea  has it';
  const printed = '0.0s  main  waits\n0.1s  tea  has it\n0.3s  milk  has it';
  const names = (words: Partial<Words>) => told(prints, printed, words)?.text.includes('tea overtakes milk');

  test('is told by the lanes, where an object of the answer lets several wait', () => {
    expect(names({ calls: [own('lock.take'), own('lock.take')] })).toBe(true);
    expect(names({ calls: [own('answer')] })).toBe(false);
    expect(names({ calls: [own('a'), own('b'), given('job')] })).toBe(false);
  });

  const limited = `
    0.0s  milk  started
    0.1s  milk  done
    0.1s  tea   started
    0.2s  tea   done
    0.2s  eggs  started
    0.3s  eggs  done`;
  const early = limited
    .replace(/tea {3}/g, 'xx')
    .replace(/eggs {2}/g, 'tea   ')
    .replace(/xx/g, 'eggs  ');
  const [waits, comes] = [own('limiter.run', { from: 10 }), own('limiter.run', { from: 20 })];
  const overtakes = (
    by: [typeof waits | undefined, typeof waits | undefined],
    expected: Words['expected'] = { limit: 1 },
  ) =>
    told(limited, early, {
      expected: { prints: limited, ...expected },
      calls: [given('tea', { lane: 'tea', by: by[0] }), given('eggs', { lane: 'eggs', by: by[1] })],
    })?.text.includes('tea waits since 0.01 s, and eggs, which comes at 0.02 s, is begun before it');

  test('where places are limited, is told since when the other waits', () => {
    expect(overtakes([waits, comes])).toBe(true);
    expect(overtakes([comes, waits])).toBe(false);
    expect(overtakes([waits, waits])).toBe(false);
    expect(overtakes([waits, own('limiter.run', { from: 10 })])).toBe(false);
    expect(overtakes([waits, undefined])).toBe(false);
    expect(overtakes([undefined, comes])).toBe(false);
    expect(overtakes([waits, comes], {})).toBe(false);
  });

  test('is told of the begin of both, and not of their ends', () => {
    const together = '0.0s  milk  started\n0.0s  tea  started\n0.2s  milk  done\n0.3s  tea  done';
    const ends = '0.0s  milk  started\n0.0s  tea  started\n0.2s  tea  done\n0.3s  milk  done';
    const calls = [given('milk', { lane: 'milk', by: waits }), given('tea', { lane: 'tea', by: comes })];
    const found = told(together, ends, { expected: { prints: together, limit: 2 }, calls });
    expect(found?.text).not.toContain('which comes at');
  });
});

describe('one of two that comes late, and the other is on time', () => {
  const prints = '0.1s  milk  here\n0.2s  tea  here';
  const printed = '0.2s  tea  here\n0.4s  milk  here';
  const late = (...lanes: string[]) =>
    told(prints, printed, { calls: lanes.map((lane) => given(lane, { lane, to: 400 })) });

  test('is told by how much, and what it waits for', () => {
    expect(late('milk', 'tea')?.id).toBe('too-late');
    expect(late('milk', 'tea')?.text).toContain('"milk: here" comes 0.3 s late, after "tea: here".');
    expect(late()?.text).toContain('"milk: here" comes 0.3 s late, after "tea: here".');
    expect(late('tea')?.text).toContain(
      '"tea: here" comes before "milk: here"; it should be the other way round.',
    );
  });

  test('is left to others where the other is early, and nothing begins with it', () => {
    expect(told(prints, '0.1s  tea  here\n0.4s  milk  here')?.id).toBe('not-awaited');
    const main = told('0.1s  main  milk\n0.2s  main  tea', '0.1s  main  tea\n0.4s  main  milk');
    expect(main).toBeUndefined();
  });
});

test('what starts too early starts before it is its turn', () => {
  const prints = '0.0s  milk  started\n0.2s  milk  done\n0.2s  tea  started\n0.3s  tea  done';
  const eager = '0.0s  milk  started\n0.1s  tea  started\n0.2s  milk  done\n0.2s  tea  done';
  expect(told(prints, eager)?.id).toBe('eager-start');
  expect(told(prints, eager)?.text).toContain('"tea: started" comes before "milk: done"');
  expect(told(prints, prints)).toBeUndefined();
});
