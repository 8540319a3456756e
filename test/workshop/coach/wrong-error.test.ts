import { describe, expect, test } from 'vitest';
import { isFrom } from '../../../workshop/coach/causes/errors.ts';
import { failing } from '../../timed.ts';
import { said, type Job } from './said.ts';

// Which error should have come out instead, and why: each way to get it wrong has its own advice.

const soldOut = new Error('sold out');
const tooHot = new Error('too hot');
const milk = failing('milk', 100, soldOut);
const tea = failing('tea', 200, tooHot);

/** What is said to an answer that waits for all of its jobs, and then throws an error of its choice. */
async function told(
  wanted: unknown,
  thrown: unknown,
  jobs: Job[] = [milk, tea],
): Promise<string | undefined> {
  const answer = async (work: Job[]) => {
    await Promise.allSettled(work.map((job) => job()));
    throw thrown;
  };
  const found = await said(answer, (own) => own(jobs), { fails: wanted });
  expect(found?.id).toBe('wrong-error');
  return found?.text;
}

const stopped = () => new DOMException('This operation was aborted', 'AbortError');

test.each([
  ['the second in time', soldOut, tooHot, 'milk failed at 0.1 s, tea at 0.2 s: the first in time is what'],
  [
    'the first, where the last was meant',
    tooHot,
    soldOut,
    'tea failed at 0.2 s, milk at 0.1 s: the last is what',
  ],
  ['one alone', { errors: [soldOut] }, soldOut, 'Here it should be wrapped'],
  [
    'in another order',
    { errors: [soldOut, tooHot] },
    new AggregateError([tooHot, soldOut]),
    'in which order',
  ],
  [
    'a cancellation among them',
    { errors: [soldOut] },
    new AggregateError([soldOut, stopped()]),
    'is no failure',
  ],
  ['a list of one', soldOut, new AggregateError([soldOut]), 'Take the failure out of the AggregateError'],
  ['wrapped', soldOut, new Error('no milk', { cause: soldOut }), 'Wrapping hides it'],
  ['one of its own', soldOut, new Error('no milk'), 'Pass on the error that was thrown, the same object'],
  [
    'a cancellation',
    soldOut,
    stopped(),
    'What made it stop is that milk failed at 0.1 s: this failure should come out.',
  ],
  ['a cancellation for a list', { errors: [soldOut] }, stopped(), 'should come out, in an AggregateError'],
])('%s', async (_what, wanted, thrown, why) => {
  expect(await told(wanted, thrown)).toContain(why);
});

test('the first in time, where the first in the list was meant', async () => {
  expect(await told(tooHot, soldOut, [tea, milk])).toContain(
    'the first in the list, whichever comes first in time,',
  );
});

test('two that fail at the same time are told apart by no time', async () => {
  const both = [milk, failing('eggs', 100, tooHot)];
  expect(await told(soldOut, tooHot, both)).toContain('Pass on the error that was thrown');
});

test('the reason of a signal that aborted before anything failed', async () => {
  const answer = async (job: Job) => {
    const controller = new AbortController();
    controller.abort();
    await job().catch(() => {});
    throw controller.signal.reason;
  };
  const found = await said(answer, (own) => own(milk), { fails: soldOut });
  expect(found?.text).toContain('It was asked to stop at 0.0 s, and milk failed after that, at 0.1 s');
});

describe('an error that is described', () => {
  const late = { name: 'TimeoutError', message: 'too late' };

  test('is told the property that it lacks', async () => {
    expect(await told(late, new Error('too late'), [])).toContain(
      'Its name is "Error", and should be "TimeoutError".',
    );
  });

  test('is told nothing of that where its message is another one', async () => {
    const other = new DOMException('stopped', 'TimeoutError');
    expect(await told(late, other, [])).toContain('Pass on the error that was thrown');
    expect(await told(late, tooHot, [])).toContain('Pass on the error that was thrown');
    expect(await told(late, 'too late', [])).toContain('Pass on the error that was thrown');
  });
});

test('an error comes from the one that it is, holds or has as its cause, and from no other', () => {
  const list = new AggregateError([tooHot, new Error('no milk', { cause: soldOut })]);
  expect([soldOut, tooHot, list].map((each) => isFrom(list, each))).toEqual([true, true, true]);
  expect(isFrom(list, new Error('sold out'))).toBe(false);
  expect(isFrom(tooHot, soldOut)).toBe(false);
  // What fails with nothing is in no error, although that has no cause.
  expect(isFrom(tooHot, undefined)).toBe(false);
});
