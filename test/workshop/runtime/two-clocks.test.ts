import fc from 'fast-check';
import { setImmediate as immediatePromise, setTimeout as timeoutPromise } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { runProgram } from '#run';

/** One thing that a program of raw Node does: it says its name, and then does what follows. */
interface Act {
  kind:
    | 'timeout'
    | 'interval'
    | 'promise timer'
    | 'immediate'
    | 'promise immediate'
    | 'tick'
    | 'microtask'
    | 'then';
  /** Of those that take time: how many 20 ms, before it is moved to a moment of its own. */
  steps: number;
  then: Act[];
}

const kinds = [
  'timeout',
  'interval',
  'promise timer',
  'immediate',
  'promise immediate',
  'tick',
  'microtask',
  'then',
] as const;

const act = fc.memo((depth): fc.Arbitrary<Act> =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    steps: fc.integer({ min: 1, max: 5 }),
    then: depth > 1 ? fc.array(act(), { maxLength: 3 }) : fc.constant([]),
  }),
);

const grid = 20;
const ticks = 3;

/** The same act with its name and delay: every timer is due at a moment at which no other one is. */
interface Planned {
  name: string;
  kind: Act['kind'];
  ms: number;
  then: Planned[];
}

function plan(acts: Act[], from: number, taken: Set<number>, prefix = ''): Planned[] {
  return acts.map(({ kind, steps, then }, index) => {
    const name = `${prefix}${index + 1}`;
    const takesTime = kind === 'timeout' || kind === 'interval' || kind === 'promise timer';
    const times = kind === 'interval' ? ticks : 1;
    let ms = takesTime ? steps * grid : 0;
    const moments = () => Array.from({ length: times }, (_, at) => from + ms * (at + 1));
    while (takesTime && moments().some((each) => taken.has(each))) ms += grid;
    if (takesTime) for (const each of moments()) taken.add(each);
    return { name, kind, ms, then: plan(then, from + ms * times, taken, `${name}.`) };
  });
}

/** Carries a program out with whatever timers there are, and tells how late a timer was at the most. */
async function perform(
  acts: Planned[],
  say: (name: string) => void,
  late: (ms: number) => void,
): Promise<void> {
  const ends: Promise<void>[] = [];
  for (const { name, kind, ms, then } of acts) {
    const begun = performance.now();
    const goOn = (after = ms) => {
      say(name);
      late(performance.now() - begun - after);
      return perform(then, say, late);
    };
    const callback = (arm: (done: () => void) => void) =>
      new Promise<void>((resolve) => arm(() => void goOn().then(resolve)));
    if (kind === 'timeout') ends.push(callback((done) => setTimeout(done, ms)));
    if (kind === 'immediate') ends.push(callback((done) => setImmediate(done)));
    if (kind === 'tick') ends.push(callback((done) => process.nextTick(done)));
    if (kind === 'microtask') ends.push(callback((done) => queueMicrotask(done)));
    if (kind === 'then') ends.push(Promise.resolve().then(() => goOn()));
    if (kind === 'promise timer') ends.push(timeoutPromise(ms).then(() => goOn()));
    if (kind === 'promise immediate') ends.push(immediatePromise().then(() => goOn()));
    if (kind === 'interval') {
      ends.push(
        new Promise((resolve) => {
          let fired = 0;
          const interval = setInterval(() => {
            fired += 1;
            if (fired < ticks) return say(`${name} tick`);
            clearInterval(interval);
            void goOn(ms * ticks).then(resolve);
          }, ms);
        }),
      );
    }
  }
  await Promise.all(ends);
}

async function inVirtualTime(acts: Planned[]): Promise<string[]> {
  const said: string[] = [];
  const run = await runProgram(() =>
    perform(
      acts,
      (name) => said.push(name),
      () => {},
    ),
  );
  expect(run.outcome.kind).toBe('finished');
  return said;
}

/** What a busy machine says of an order is worth nothing once a timer was as late as the next one is due. */
async function inRealTime(acts: Planned[]): Promise<string[]> {
  for (;;) {
    const said: string[] = [];
    let latest = 0;
    await perform(
      acts,
      (name) => said.push(name),
      (ms) => (latest = Math.max(latest, ms)),
    );
    if (latest < grid * 0.6) return said;
  }
}

// Ten seconds on a quiet machine; on a busy one most programs run more than once before no timer was late.
const patience = { timeout: 300_000 };
test(
  'three hundred random programs of timers, immediates, ticks and promises print the same on both clocks',
  patience,
  async () => {
    const seed = Number(process.env['PROPERTY_SEED'] ?? 1);
    const acts = fc.sample(fc.array(act(3), { minLength: 1, maxLength: 4 }), { seed, numRuns: 300 });
    const planned = acts.map((each) => plan(each, 0, new Set()));
    expect(new Set(planned.flat().map(({ kind }) => kind)).size).toBe(8);
    for (let at = 0; at < planned.length; at += 30) {
      const some = planned.slice(at, at + 30);
      const real = await Promise.all(some.map(inRealTime));
      for (const [index, each] of some.entries())
        expect(await inVirtualTime(each), JSON.stringify(each, null, 1)).toEqual(real[index]);
    }
  },
);
