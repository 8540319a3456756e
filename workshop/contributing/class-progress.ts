import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
    const learner = file.slice(0, -'.json'.length);
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
    return Array.isArray(verdicts) ? (verdicts as Handed[]) : undefined;
  } catch {
    return undefined;
  }
}

process.exitCode = main(process.argv[2]);
