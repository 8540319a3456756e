import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findStep } from '../../../workshop/catalog/steps.ts';
import { listen } from '../../../workshop/coach/listen.ts';
import type { Report } from '../../../workshop/coach/verdict.ts';

// An examining process that says what a test wants. That a real one says it is shown by examiner.test.ts.

class Spoken extends EventEmitter {
  readonly stderr = new EventEmitter();
  readonly asked: unknown[] = [];
  stopped = 0;

  send(request: unknown): boolean {
    this.asked.push(request);
    return true;
  }

  say(...reports: (Report | null)[]): void {
    for (const report of reports) this.emit('message', report);
  }
}

const step = findStep('3')!;
const claim = (text: string): Report => ({ kind: 'claim', about: 'loadPage', text });
const holds = (is: boolean): Report => ({
  kind: 'result',
  result: { about: 'loadPage', text: 'takes 2.2 s', holds: is },
});
const done: Report = { kind: 'done', printed: [], printedMore: 0 };

function listening() {
  const child = new Spoken();
  const stop = () => void (child.stopped += 1);
  const options = { width: 70, runs: true, patience: 2500, stop };
  const verdict = listen(step, child as unknown as ChildProcess, options);
  return { child, verdict };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a verdict is', () => {
  test('asked for with the file, the width, and whether runs are told', () => {
    expect(listening().child.asked).toEqual([{ file: step.exercise, width: 70, runs: true }]);
  });

  test('passed when all claims that there are hold, and then the process is stopped', async () => {
    const { child, verdict } = listening();
    child.say({ kind: 'begins', total: 2 }, claim('one'), holds(true), claim('two'), holds(true));
    expect(child.stopped).toBe(0);
    child.say({ ...done, printed: ['milk'], printedMore: 3, drawn: 'a picture' });
    expect(await verdict).toEqual({
      ...{ exercise: step.name, passed: true, total: 2, printed: ['milk'], printedMore: 3 },
      ...{
        drawn: 'a picture',
        claims: Array.from({ length: 2 }, () => (holds(true) as { result: unknown }).result),
      },
    });
    expect(child.stopped).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('not passed when one does not hold, or one is missing', async () => {
    const failed = listening();
    failed.child.say({ kind: 'begins', total: 2 }, holds(true), holds(false), done);
    expect(await failed.verdict).toMatchObject({ passed: false });
    const short = listening();
    short.child.say({ kind: 'begins', total: 2 }, holds(true), done);
    expect(await short.verdict).toMatchObject({ passed: false });
  });

  test('not passed when something is broken: the first that was is told, and no later one', async () => {
    const { child, verdict } = listening();
    child.say(
      { kind: 'begins', total: 1 },
      { kind: 'broken', text: 'first' },
      { kind: 'broken', text: 'second' },
    );
    child.say(holds(true), done);
    expect(await verdict).toMatchObject({ passed: false, broken: 'first' });
  });

  test('deaf to anything else that an answer sends, and to what comes when it is done', async () => {
    const { child, verdict } = listening();
    child.say(null, { kind: 'milk' } as unknown as Report, { kind: 'begins', total: 1 }, holds(true), done);
    child.say({ kind: 'broken', text: 'late' }, holds(false));
    expect(await verdict).toMatchObject({ passed: true, total: 1 });
    expect((await verdict).claims).toHaveLength(1);
  });
});

describe('an answer that does not come to an end', () => {
  test('has its patience for each claim, and not for all of them together', async () => {
    const { child, verdict } = listening();
    child.say({ kind: 'begins', total: 3 });
    await vi.advanceTimersByTimeAsync(2400);
    child.say(claim('one'));
    await vi.advanceTimersByTimeAsync(2400);
    child.say(claim('two'));
    await vi.advanceTimersByTimeAsync(2400);
    expect(child.stopped).toBe(0);
    await vi.advanceTimersByTimeAsync(100);
    expect(child.stopped).toBe(1);
    const { broken, passed } = await verdict;
    expect(passed).toBe(false);
    expect(broken).toMatch(
      /^After 2\.5 s loadPage does not come to an end \("two"\): something keeps the thread/,
    );
  });

  test('runs forever when its event loop still turns, and not when it last did 0.6 s ago', async () => {
    const turning = listening();
    turning.child.say({ kind: 'begins', total: 1 }, claim('one'));
    await vi.advanceTimersByTimeAsync(1901);
    turning.child.say({ kind: 'turns' });
    await vi.advanceTimersByTimeAsync(599);
    expect((await turning.verdict).broken).toContain('it runs forever');
    const stuck = listening();
    stuck.child.say({ kind: 'begins', total: 1 }, claim('one'));
    await vi.advanceTimersByTimeAsync(1900);
    stuck.child.say({ kind: 'turns' });
    await vi.advanceTimersByTimeAsync(600);
    expect((await stuck.verdict).broken).toContain('something keeps the thread');
  });

  test('does not finish loading where no claim has been begun, and what it printed is told', async () => {
    const { child, verdict } = listening();
    child.say({ kind: 'begins', total: 1 }, { kind: 'printed', printed: ['milk'] });
    await vi.advanceTimersByTimeAsync(2500);
    expect(await verdict).toMatchObject({
      printed: ['milk'],
      broken: expect.stringContaining(`${step.exercise} does not finish loading`) as string,
    });
  });

  test('may take 15 s to begin, which is the machine’s time and not the answer’s', async () => {
    const { child, verdict } = listening();
    await vi.advanceTimersByTimeAsync(14_999);
    expect(child.stopped).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect((await verdict).broken).toContain('does not finish loading');
  });
});

describe('a process that ends too early', () => {
  const endedAfter = async (code: number | null, signal: string | null, ...said: string[]) => {
    const { child, verdict } = listening();
    for (const each of said) child.stderr.emit('data', Buffer.from(each));
    child.emit('exit', code, signal);
    return (await verdict).broken;
  };

  test('is told with its status or its signal', async () => {
    const ended = (how: string) => `The process that ran it ended (${how}) before it was done.`;
    expect(await endedAfter(7, null)).toBe(ended('status 7'));
    expect(await endedAfter(null, 'SIGKILL')).toBe(ended('SIGKILL'));
  });

  test('is told with its error, where it said one, in whatever pieces it came', async () => {
    const broken = await endedAfter(1, null, 'node:1\n  Range', 'Error: too long \n    at milk\n');
    expect(broken).toMatch(/before it was done\. RangeError: too long$/);
    expect(await endedAfter(1, null, 'no Error: here\n')).not.toContain('here');
  });

  test('has used up its memory where it says so', async () => {
    for (const said of ['FATAL ERROR: JavaScript heap out of memory', 'Allocation failed'])
      expect(await endedAfter(null, 'SIGABRT', said)).toMatch(/^It used up all its memory/);
  });

  test('is not read to the end where it says too much', async () => {
    const broken = await endedAfter(1, null, 'x'.repeat(4000), '\nError: beyond\n');
    expect(broken).not.toContain('beyond');
    expect(await endedAfter(1, null, 'x'.repeat(3999), '\nError: within\n')).toContain('within');
  });

  test('or could not be started says so', async () => {
    const { child, verdict } = listening();
    child.emit('error', new Error('no memory'));
    expect(await verdict).toMatchObject({
      passed: false,
      broken: 'The examining process could not be started: no memory',
    });
  });
});
