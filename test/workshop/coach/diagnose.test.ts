import { expect, test } from 'vitest';
import { log, sleep } from '#workshop';
import { runProgram } from '#run';
import { expectRun, hold } from '../../../workshop/coach/claim.ts';
import { diagnose } from '../../../workshop/coach/diagnose.ts';
import { differences, type Expectation } from '../../../workshop/coach/expectation.ts';

// That each wrong answer gets its own diagnosis is proved by test/mistakes. Here: what is not claimed, and the sums.

const work = async (lane: string, ms: number) => {
  log(lane, 'started');
  await sleep(ms);
  log(lane, 'done');
};

async function named(program: () => unknown, expected: Expectation) {
  const run = await runProgram(program);
  return diagnose(run, expected, differences(run, expected));
}

/** What the coach says to an answer whose program should take a second. */
async function heldIn(about: string, answer: () => Promise<void>) {
  const check = async (answers: Record<string, () => Promise<void>>) =>
    expectRun(await runProgram(() => answers[about]!(), { limit: { ms: 60_000 } }), {
      takes: 1000,
      sum: '1.0',
    });
  return (await hold({ about, text: 'takes a second', check }, { [about]: answer }))?.diagnosis;
}

const together = `
  0.0s  milk   started
  0.0s  bread  started
  1.0s  milk   done
  2.0s  bread  done
`;

test('a run that is as expected has no diagnosis', async () => {
  expect(
    await named(() => Promise.all([work('milk', 1000), work('bread', 2000)]), { prints: together }),
  ).toBeUndefined();
});

test('one after the other is named with its sum: 3.0 s = 1.0 + 2.0, where max(1.0, 2.0) was meant', async () => {
  const program = async () => {
    await work('milk', 1000);
    await work('bread', 2000);
  };
  const found = await named(program, { prints: together, takes: 2000, sum: 'max(1.0, 2.0)' });
  expect(found?.id).toBe('sequential');
  expect(found?.text).toContain('3.0 s = 1.0 + 2.0');
  expect(found?.text).toContain('max(1.0, 2.0) = 2.0 s');
});

test('the sum alone tells it too, where a claim says nothing about lines', async () => {
  const program = async () => {
    await sleep(1000);
    await sleep(2000);
  };
  expect((await named(program, { takes: 2000, sum: 'max(1.0, 2.0)' }))?.id).toBe('sequential');
});

test('work that only takes longer, though together, is not called sequential', async () => {
  const found = await named(() => Promise.all([work('milk', 1500), work('bread', 2500)]), {
    prints: together,
    takes: 2000,
    sum: 'max(1.0, 2.0)',
  });
  expect(found?.id).toBe('too-late');
});

test('a wrong value in a run that is right otherwise is left to the plain comparison', async () => {
  expect(await named(async () => 41, { returns: 42 })).toBeUndefined();
});

test('another error, raised by the code itself, is the wrong error and not a swallowed one', async () => {
  const soldOut = new Error('sold out');
  const program = () => (undefined as unknown as { name: string }).name;
  expect((await named(program, { fails: soldOut }))?.id).toBe('wrong-error');
});

test('a failure where a result was expected is no claim about cancellation or order', async () => {
  const program = async () => {
    await work('milk', 1000);
    throw new Error('broken');
  };
  expect(await named(program, { returns: 1 })).toBeUndefined();
});

test('of work that runs partly together the time is told that it took, and no sum that nothing took', async () => {
  const program = async () => {
    await work('eggs', 500);
    await Promise.all([work('milk', 1000), work('bread', 800)]);
  };
  const prints =
    together.replace('2.0s  bread', '0.8s  bread') + '  0.0s  eggs  started\n  0.5s  eggs  done\n';
  const found = await named(program, { prints, takes: 1000, sum: 'max(1.0, 0.8, 0.5)' });
  expect(found?.id).toBe('sequential');
  expect(found?.text).toContain(
    'Together they take 1.5 s; at the same time it would be max(0.5, 1.0, 0.8) = 1.0 s',
  );
  expect(found?.text).not.toContain('2.3 s');
});

test('a loop that asks for the time without end blocks; one that sleeps without end runs away', async () => {
  const asks = async () => {
    while (Date.now() >= 0);
  };
  const sleeps = async () => {
    for (;;) await sleep(1000);
  };
  expect((await heldIn('idle', asks))?.id).toBe('blocked-event-loop');
  expect((await heldIn('idle', sleeps))?.id).toBe('runaway');
});

test('who has waited longer and is begun later has been overtaken, and is told by whom', async () => {
  class LastFirst {
    readonly #line: (() => void)[] = [];
    #busy = false;
    async run(job: () => Promise<void>): Promise<void> {
      if (this.#busy) await new Promise<void>((resolve) => this.#line.push(resolve));
      this.#busy = true;
      await job();
      this.#busy = false;
      this.#line.pop()?.();
    }
  }
  const check = async (answer: { Limiter: typeof LastFirst }) => {
    const limiter = new answer.Limiter();
    const at = async (ms: number, lane: string) => {
      await sleep(ms);
      await limiter.run(() => work(lane, 1000));
    };
    const prints = `
      0.0s  milk   started
      1.0s  milk   done
      1.0s  bread  started
      2.0s  bread  done
      2.0s  tea    started
      3.0s  tea    done
    `;
    const run = await runProgram(() => Promise.all([at(0, 'milk'), at(100, 'bread'), at(200, 'tea')]));
    expectRun(run, { prints, limit: 1 });
  };
  const failure = await hold(
    { about: 'Limiter', text: 'first come, first served', check },
    { Limiter: LastFirst },
  );
  expect(failure?.diagnosis?.id).toBe('wrong-order');
  expect(failure?.diagnosis?.text).toContain(
    'bread waits since 0.1 s, and tea, which comes at 0.2 s, is begun before it',
  );
});

test('a hundred thousand lines are diagnosed within a second', async () => {
  const program = () => {
    for (let i = 0; i < 100_000; i += 1) log('milk', `line ${i}`);
  };
  const begun = performance.now();
  await named(program, { prints: together });
  expect(performance.now() - begun).toBeLessThan(5000);
});
