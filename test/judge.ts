import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isReal } from '../workshop/catalog/lesson.ts';
import { ClaimFailed, hold, type Claim, type Exercise } from '../workshop/coach/claim.ts';
import { parseTranscript } from '../workshop/coach/expectation.ts';

// Under vitest every claim becomes a test. The coach, who has to answer within a blink, only collects the claims.
const vitest = process.env['VITEST'] ? await import('vitest') : undefined;

const root = new URL('../', import.meta.url);

/**
 * Holds the claims of one exercise against every answer there is: the solution and the other right answers must pass,
 * the untouched exercise and every catalogued mistake must fail, each mistake with its own diagnosis.
 *
 * @param name such as `03-promise-all`
 * @param make is given `claim(about, text, check)` and calls it once for every claim
 * @returns the claims, for the coach
 *
 * @example
 * export default judge<typeof import('../../solutions/03-promise-all.ts')>('03-promise-all', (claim) => {
 *   claim('loadPage', 'takes 2.2 s, not 3.0 s', async ({ loadPage }) => { … });
 * });
 */
export function judge<Answer extends object>(
  name: string,
  make: (claim: (about: keyof Answer & string, text: string, check: Claim<Answer>['check']) => void) => void,
): Exercise<Answer> {
  const claims: Claim<Answer>[] = [];
  make((about, text, check) => claims.push({ about, text, check }));
  if (vitest) {
    const answers = process.env['JUDGE'];
    if (answers === 'exercises') declarePassing(`exercises/${name}.ts`, claims);
    else if (answers === 'others') declareOthers(name, claims);
    else declareOurs(name, claims);
  }
  return { name, claims };
}

/** The two that the workshop ships. */
function declareOurs<Answer extends object>(name: string, claims: Claim<Answer>[]): void {
  declarePassing(`solutions/${name}.ts`, claims);

  vitest?.test(`test/untouched/${name}.ts fails every function, with help`, async ({ expect }) => {
    const answer = await load<Answer>(`test/untouched/${name}.ts`);
    const failed = new Set<string>();
    for (const claim of claims) {
      const error = await failure(claim, answer);
      if (!error) continue;
      failed.add(claim.about);
      expect(
        error,
        `${claim.about} ${claim.text}: a learner needs help, not ${String(error)}`,
      ).toBeInstanceOf(ClaimFailed);
    }
    expect([...failed].sort()).toEqual([...new Set(claims.map(({ about }) => about))].sort());
  });
}

/** What learners wrote, or might write: hundreds, so that only `npm run check` has the time for them. */
function declareOthers<Answer extends object>(name: string, claims: Claim<Answer>[]): void {
  for (const file of filesIn(`test/answers/${name}`)) declarePassing(file, claims, `solutions/${name}.ts`);

  const mistakes = filesIn(`test/mistakes/${name}`);
  const facts = factsOf(name);
  vitest?.test(`test/told/${name}.json tells of no answer that is gone`, ({ expect }) => {
    expect(mistakes.map((file) => basename(file, '.ts'))).toEqual(expect.arrayContaining(facts?.of ?? []));
  });
  for (const file of mistakes) {
    vitest?.test(`${file} fails with its own diagnosis`, async ({ expect }) => {
      const [, label] = /^\/\/ ([a-z-]+):/.exec(readFileSync(new URL(file, root), 'utf8')) ?? [];
      const answer = await load<Answer>(file, `solutions/${name}.ts`);
      const errors: unknown[] = [];
      for (const claim of claims) {
        const error = await failure(claim, answer);
        if (error) errors.push(error);
      }
      // The learner is shown the first claim that does not hold.
      const [first] = errors;
      if (!(first instanceof ClaimFailed)) throw first ?? new Error('This wrong answer passes every claim.');
      expect(first.diagnosis?.id ?? 'unnamed', first.message).toBe(label);
      facts?.hold(basename(file, '.ts'), first);
    });
  }
}

/**
 * What each diagnosis tells of its run, in `test/told/`: its numbers, and the names of lanes, in their order. Its wording may
 * change, and these may not. Nothing of what runs in real time, whose times differ.
 */
function factsOf(
  name: string,
): { of: string[]; hold(mistake: string, failed: ClaimFailed): void } | undefined {
  if (isReal(name)) return undefined;
  const place = new URL(`test/told/${name}.json`, root);
  const isAsked = process.env['TOLD'] === 'write';
  // Of a new step nothing has been written down yet.
  if (!isAsked && !existsSync(place)) return undefined;
  const told = isAsked ? {} : (JSON.parse(readFileSync(place, 'utf8')) as Record<string, string>);
  const now: Record<string, string> = {};
  if (isAsked) vitest?.afterAll(() => writeFileSync(place, `${JSON.stringify(now, undefined, 2)}\n`));
  return {
    of: Object.keys(told),
    hold(mistake, failed) {
      now[mistake] = factsIn(failed);
      const help =
        'Is that what is true of the run? TOLD=write npx vitest run --project answers writes it down.';
      if (!isAsked) vitest?.expect(now[mistake], help).toBe(told[mistake]);
    },
  };
}

function factsIn({ run, expected, diagnosis }: ClaimFailed): string {
  const lines = [...run.lines.slice(0, 1000), ...parseTranscript(expected.prints ?? '')];
  const lanes = new Set(lines.map(({ lane }) => lane).filter((lane) => lane !== 'main'));
  const names = [...lanes].sort((a, b) => b.length - a.length).map((lane) => lane.replace(/\W/g, '\\$&'));
  const facts = new RegExp(
    [...names, '\\d+(?:[.,]\\d+)*'].map((each) => `(?<!\\w)${each}(?!\\w)`).join('|'),
    'g',
  );
  return (diagnosis?.text.match(facts) ?? []).join(' ');
}

function declarePassing<Answer extends object>(file: string, claims: Claim<Answer>[], rest?: string): void {
  vitest?.describe(file, () => {
    for (const claim of claims) {
      vitest.test(`${claim.about}: ${claim.text}`, async () => {
        const error = await hold(claim, await load<Answer>(file, rest));
        if (error) throw error;
      });
    }
  });
}

/** A file that answers only some functions is completed from another. */
async function load<Answer extends object>(file: string, rest?: string): Promise<Answer> {
  const own = (await import(new URL(file, root).href)) as Partial<Answer>;
  return rest ? { ...(await load<Answer>(rest)), ...own } : ({ ...own } as Answer);
}

async function failure<Answer extends object>(claim: Claim<Answer>, answer: Answer): Promise<unknown> {
  try {
    return await hold(claim, answer);
  } catch (error) {
    return error ?? new Error('It threw nothing at all.');
  }
}

function filesIn(folder: string): string[] {
  const url = new URL(`${folder}/`, root);
  return existsSync(url)
    ? readdirSync(url)
        .sort()
        .map((file) => `${folder}/${basename(file)}`)
    : [];
}
