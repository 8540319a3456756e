import { afterAll, describe, expect, test } from 'vitest';
import { stepCalled, textOf, type Step } from '../../../workshop/catalog/steps.ts';
import { rowsOf } from '../../../workshop/draw/loop-rows.ts';
import { ClaimRecorder, type RecordedClaim } from '../../../workshop/page/record-claim.ts';
import { linesHtml } from '../../../workshop/page/run-view.ts';

/** The step, as if its solution were somebody's answer. */
const solved = (number: string): Step => {
  const step = stepCalled(number);
  return { ...step, exercise: step.solution };
};
/** The first claim about a function. */
const firstAbout = (name: string, { claims }: Step) =>
  [...textOf(claims)!.matchAll(/^ {2}claim\(\s*'(\w+)'/gm)].findIndex(([, about]) => about === name);
const seen = (recorded: RecordedClaim) => {
  if ('why' in recorded) throw new Error(recorded.why);
  return recorded;
};

describe('a claim that is held once more, and recorded', () => {
  const step = solved('3');
  const recorder = new ClaimRecorder(step);
  afterAll(() => recorder.forget());
  const claim = firstAbout('loadPage', step);
  const source = textOf(step.solution)!.split('\n');
  const lineOf = (code: string) => source.findIndex((line) => line.includes(code)) + 1;
  const [user, both] = [lineOf('await api.user()'), lineOf('api.orders(user)')];

  test('tells step by step how the event loop ran the answer, on the virtual clock', async () => {
    const { recording } = seen(await recorder.record(claim, 0));
    expect(recording).toMatchObject({ clock: 'virtual', run: { elapsed: 2200 } });
    expect(rowsOf(recording).map(({ time, runs, said }) => [time, runs, ...said])).toEqual([
      ['0.0s', `loadPage starts in line ${user - 1} and waits in line ${user}`, 'user: started'],
      ['1.0s', 'user resumes and ends', 'user: done'],
      [
        '1.0s',
        `loadPage resumes after \`await api.user()\` in line ${user} and waits in line ${both}`,
        'orders: started',
        'offers: started',
      ],
      ['1.8s', 'offers resumes and ends', 'offers: done'],
      ['2.2s', 'orders resumes and ends', 'orders: done'],
      ['2.2s', `loadPage resumes after \`await Promise.all(…)\` in line ${both} and ends`],
    ]);
  });

  test('tells which lines of the answer spoke, or called what spoke, and which waited from when until when', async () => {
    const { marks } = seen(await recorder.record(claim, 0));
    expect(marks).toEqual([
      { line: user, what: 'says', from: 0, to: 0 },
      { line: both, what: 'says', from: 1000, to: 1000 },
      { line: both, what: 'says', from: 1000, to: 1000 },
      { line: user, what: 'waits', from: 0, to: 1000 },
      { line: both, what: 'waits', from: 1000, to: 2200 },
    ]);
  });

  test('is shown with the lines between the first and the last that did something, and one around them', async () => {
    const html = linesHtml(await recorder.record(claim, 0));
    const numbers = [...html.matchAll(/<span class="number">(\d+)/g)].map(([, number]) => Number(number));
    expect(numbers).toEqual([user - 1, user, both, both + 1]);
  });

  test('is recorded once for each run, until the answer is another one', async () => {
    const first = recorder.record(claim, 0);
    expect(recorder.record(claim, 0)).toBe(first);
    recorder.forget();
    const second = recorder.record(claim, 0);
    expect(second).not.toBe(first);
    recorder.forget();
    expect(await second).toEqual({ why: expect.stringMatching(/saved again/) });
    expect(seen(await recorder.record(firstAbout('all', step), 0)).recording.run.elapsed).toBe(2000);
  });

  test('says so when there is no such run, and when the answer is not there', async () => {
    expect(await recorder.record(claim, 7)).toEqual({ why: expect.stringMatching(/did not come as far/) });
    const nowhere = new ClaimRecorder({ ...step, exercise: 'exercises/03-nowhere.ts' });
    expect(await nowhere.record(claim, 0)).toEqual({ why: expect.stringMatching(/is not there/) });
  });
});

test('a claim about real threads is not recorded, and says why', async () => {
  const recorded = await new ClaimRecorder(solved('13')).record(0, 0);
  expect(recorded).toEqual({ why: expect.stringMatching(/real threads/) });
  expect(linesHtml(recorded)).toMatch(/^<p>This claim looks at real threads/);
});

test('claims of the steps whose programs run in real time are recorded where they are on the virtual clock', async () => {
  for (const number of ['12', '14'])
    expect(seen(await new ClaimRecorder(solved(number)).record(0, 0)).recording.clock, number).toBe(
      'virtual',
    );
});
