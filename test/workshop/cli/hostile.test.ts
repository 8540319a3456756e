import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Verdict } from '../../../workshop/coach/verdict.ts';
import type { Asked, Said } from '../coach/examine-answers.ts';
import { Scratch } from '../scratch.ts';
import { brokenAnswers, type BrokenAnswer } from './broken-answers.ts';

// Whatever a learner does, the coach answers: one true and kind explanation, the right status, nothing left behind.

const exercise = 'exercises/03-promise-all.ts';

/**
 * Those that would never end are not waited for as long as a slow but honest answer is. Where the loop runs while the
 * file is loaded, the time to compile it counts too, and on a busy machine that is some of it.
 */
const endless = /without an end|never cleared|backtracks|sleeping|watched|grow|then$/;
const patienceFor = (what: string) =>
  !endless.test(what) ? 10_000 : /while loading/.test(what) ? 1500 : 800;

// Each answer needs a copy of its own while it is checked; two copies work at the same time.
const scratches: Scratch[] = [];
beforeAll(() => {
  for (let i = 0; i < 2; i += 1) scratches.push(new Scratch());
});
afterAll(() => {
  for (const scratch of scratches) scratch.remove();
});

// Windows has no pipes among its files, and no devices; and to make a link takes rights there.
const possible = brokenAnswers.filter(
  ([, text]) => process.platform !== 'win32' || typeof text === 'string' || Buffer.isBuffer(text),
);

describe('a true explanation in time, with nothing left behind, is the answer to', () => {
  const said = new Map<string, Said>();
  const left: string[] = [];
  beforeAll(async () => {
    const windows = scratches[0]!.read('solutions/03-promise-all.ts').replaceAll('\n', '\r\n');
    const asked = [ask(['Windows line ends', `\uFEFF${windows}`, /./]), ...possible.map(ask)];
    const shares = scratches.map(async (scratch, place) => {
      const input = asked.filter((_, i) => i % scratches.length === place);
      const { out, err } = await scratch.node(['test/examine-answers.ts'], input.join(''));
      expect(err).toBe('');
      return out.trim().split('\n');
    });
    for (const line of (await Promise.all(shares)).flat()) {
      const answer = JSON.parse(line) as Said;
      said.set(answer.what, answer);
    }
    left.push(...scratches.flatMap((scratch) => scratch.processes()));
  }, 600_000);

  test('there are a hundred kinds, each of another name', () => {
    expect(possible.length).toBeGreaterThanOrEqual(100);
    expect(said.size).toBe(possible.length + 1);
  });

  test.each(possible)('%s', (what, _text, says) => {
    const { text = '', took = Infinity } = said.get(what) ?? {};
    expect(text.replace(/\s+/g, ' ')).toMatch(says);
    expect(text, 'no stack').not.toMatch(/\n\s+at /);
    expect(text, 'nothing that moves the cursor').not.toMatch(/(?!\n)\p{Cc}/u);
    // A second on a quiet machine; on a busy one its process alone takes some to start.
    expect(took).toBeLessThan(patienceFor(what) + 20_000);
  });

  test('Windows line ends and a byte order mark: they are no fault', () => {
    expect(said.get('Windows line ends')).toMatchObject({
      passed: true,
      text: expect.stringMatching(/All \d+ claims hold/) as string,
    });
  });

  test.skipIf(process.platform !== 'linux')('no process stays, whatever the answers have started', () => {
    expect(left).toEqual([]);
  });
});

function ask([what, text]: BrokenAnswer): string {
  const isContent = typeof text === 'string' || Buffer.isBuffer(text);
  const base64 = isContent ? Buffer.from(text).toString('base64') : '';
  const asked: Asked = { what, base64, patience: patienceFor(what), ...(isContent ? {} : text) };
  return `${JSON.stringify(asked)}\n`;
}

describe('npm start check and reset, as processes, take as it comes', { timeout: 60_000 }, () => {
  test('a deleted file, which reset brings back', async () => {
    const [scratch] = scratches as [Scratch];
    rmSync(scratch.path(exercise), { recursive: true });
    const check = await scratch.start(['check', '3']);
    expect(check).toMatchObject({
      status: 1,
      out: expect.stringMatching(/is not there\.\s+npm start\s+reset 3/) as string,
    });
    const reset = await scratch.start(['reset', '3']);
    expect(reset).toMatchObject({
      status: 0,
      out: expect.stringContaining('nothing of yours to keep') as string,
    });
    expect(scratch.read(exercise)).toBe(scratch.read('test/untouched/03-promise-all.ts'));
  });

  test('a place where progress cannot be written: it says so once, and checks all the same, here as json', async () => {
    const [, scratch] = scratches as [Scratch, Scratch];
    rmSync(scratch.path('.workshop'), { recursive: true, force: true });
    scratch.write('.workshop', 'a file where the folder should be');
    rmSync(scratch.path(exercise), { recursive: true });
    scratch.write(exercise, `${scratch.read('test/untouched/03-promise-all.ts')}// mine\n`);
    const { status, out, err } = await scratch.start(['check', '3', '--json']);
    expect(status).toBe(1);
    expect((JSON.parse(out) as Verdict).claims[0]).toMatchObject({
      about: 'loadDashboard',
      holds: false,
      diagnosis: { id: 'sequential' },
    });
    expect(err.match(/progress/g)).toHaveLength(1);
  });
});
