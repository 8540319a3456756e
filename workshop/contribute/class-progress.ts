import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printable } from '../runtime/transcript.ts';
import type { Verdict } from '../coach/verdict.ts';

// Prints how far a class is, from the files that learners made with: npm --silent start check all json > ada.json

type Handed = Pick<Verdict, 'exercise' | 'passed' | 'claims'>;

function main(folder: string | undefined): number {
  if (folder === undefined) {
    console.error('Name the folder with the files of the class: class-progress.ts a-folder');
    return 2;
  }
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort();
  if (files.length === 0) {
    console.error(`There is no .json file in ${folder}.`);
    return 2;
  }
  const causes = new Map<string, Set<string>>();
  for (const file of files) {
    const learner = oneLine(file.slice(0, -'.json'.length));
    const verdicts = read(join(folder, file));
    if (!verdicts) {
      console.log(`${learner.padEnd(16)}  cannot be read; make it with: npm --silent start check all json`);
      continue;
    }
    const done = verdicts.map(({ exercise, passed }) => (passed ? exercise.slice(0, 2) : '··')).join(' ');
    console.log(`${learner.padEnd(16)}  ${done}`);
    for (const { exercise, claims } of verdicts) {
      const first = claims.find(({ diagnosis }) => diagnosis)?.diagnosis;
      if (!first) continue;
      const cause = `${exercise}  ${first.id}`;
      causes.set(cause, (causes.get(cause) ?? new Set()).add(learner));
    }
  }
  const common = [...causes].sort(([, a], [, b]) => b.size - a.size);
  if (common.length > 0) console.log('\nLikely causes of what is not right yet');
  for (const [cause, who] of common) console.log(`${String(who.size).padStart(4)}  ${cause}`);
  return 0;
}

function read(file: string): Handed[] | undefined {
  const bytes = readFileSync(file);
  const text = bytes
    .toString(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf16le' : 'utf8')
    .replace(/^\uFEFF/, '');
  try {
    const verdicts: unknown = JSON.parse(text);
    return Array.isArray(verdicts) ? verdicts.map(handed) : undefined;
  } catch {
    return undefined;
  }
}

/** A file that is handed in may have anything in it. */
function handed(verdict: Handed): Handed {
  const claims = verdict.claims.map((claim) => {
    const { diagnosis } = claim;
    return diagnosis ? { ...claim, diagnosis: { ...diagnosis, id: oneLine(diagnosis.id) } } : claim;
  });
  return { exercise: oneLine(verdict.exercise), passed: verdict.passed, claims };
}

function oneLine(text: unknown): string {
  if (typeof text !== 'string') throw new TypeError('Not what the coach writes.');
  return printable(text).replaceAll('\n', ' ').slice(0, 60);
}

process.exitCode = main(process.argv[2]);
