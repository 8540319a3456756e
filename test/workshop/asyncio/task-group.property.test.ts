import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTask, now, sleep, taskGroup, TaskGroupError } from '#workshop';
import { finished, listeners } from './program.ts';
import { holdsFor } from './property.ts';

/** How one piece of work goes: alone, and when it is told to stop. Times are chosen so that no two are the same. */
const work = fc.record({
  seconds: fc.integer({ min: 1, max: 9 }),
  fails: fc.boolean(),
  whenCancelled: fc.constantFrom('stops', 'fails', 'returns', 'does not listen'),
});
const program = fc.record({
  body: work,
  children: fc.array(work, { maxLength: 6 }),
  abortedAfter: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
});
type Work = typeof work extends fc.Arbitrary<infer W> ? W : never;

const span = ({ seconds }: Work, index: number) => seconds * 1000 + index;
const cleanup = (index: number) => 20 * (index + 1);

/** What the rules say about it: when the group ends, and which failures it reports. */
function foretell({
  body,
  children,
  abortedAfter,
}: typeof program extends fc.Arbitrary<infer P> ? P : never) {
  const all = [body, ...children];
  const abort = abortedAfter === undefined ? Infinity : abortedAfter * 1000 + 15;
  const failing = all.flatMap((each, index) => (each.fails ? [span(each, index)] : []));
  const cancelledAt = Math.min(abort, ...failing);
  const ends = all.map((each, index) => {
    const alone = { at: span(each, index), failed: each.fails, index };
    if (alone.at <= cancelledAt || each.whenCancelled === 'does not listen') return alone;
    return { at: cancelledAt + cleanup(index), failed: each.whenCancelled === 'fails', index };
  });
  const at = Math.max(...ends.map((end) => end.at));
  const failures = ends.filter((end) => end.failed).sort((a, b) => a.at - b.at);
  return { at, failures: failures.map((end) => end.index), aborted: abort <= at };
}

async function carryOut(each: Work, index: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(span(each, index), each.whenCancelled === 'does not listen' ? {} : { signal });
  } catch (error) {
    await sleep(cleanup(index));
    if (each.whenCancelled === 'returns') return;
    throw each.whenCancelled === 'fails' ? index : error;
  }
  if (each.fails) throw index;
}

test('a group ends when its parts have ended, reports every failure in order, and leaves nothing', async () => {
  await holdsFor(program, async (planned) => {
    const told = foretell(planned);
    const run = await finished(async () => {
      const controller = new AbortController();
      if (planned.abortedAfter !== undefined) {
        const after = planned.abortedAfter * 1000 + 15;
        createTask((signal) => sleep(after, { signal }).then(() => controller.abort('outside')), {
          name: 'aborter',
        });
      }
      let outcome: unknown;
      try {
        outcome = await taskGroup(
          async (group) => {
            for (const [index, child] of planned.children.entries()) {
              group.createTask((signal) => carryOut(child, index + 1, signal));
            }
            await carryOut(planned.body, 0, group.signal);
            return 'value';
          },
          { signal: controller.signal },
        );
      } catch (error) {
        outcome = error instanceof TaskGroupError ? error.errors : error;
      }
      const at = now();
      const left = listeners(controller.signal);
      await sleep(20_000);
      return { outcome, at, left };
    });
    const expected = told.failures.length > 0 ? told.failures : told.aborted ? 'outside' : 'value';
    expect(run.value).toEqual({ outcome: expected, at: told.at, left: 0 });
    expect(run.unseen).toEqual([]);
  });
});
