// npm run mutants: breaks the machinery in thousands of small ways, one at a time, and looks which tests notice.
//
//   npm run mutants                 every room; it takes hours
//   npm run mutants asyncio         one room
//   npm run mutants asyncio/queue   only files with these words in their path
//   npm run mutants record 10       only every tenth line
//
// Texts are not broken: what a message says has tests of its own, and its wording may change. The last lines of its report
// are figures, a file each; .workshop/mutants-<part>.json has all of it.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const stryker = 'workshop/contribute/node_modules/@stryker-mutator/core/bin/stryker.js';

/** What is broken together, and held against the same tests. */
interface Part {
  name: string;
  /** The paths of its files, below `workshop/`. */
  files: RegExp;
  /** What works in processes of its own, where only a whole run of its tests can tell: those tests, the quickest first. */
  processes?: string[];
}

/** What is broken: the rooms whose mistakes a learner would take for their own. */
const parts: Part[] = [
  { name: 'asyncio', files: /^asyncio\// },
  { name: 'runtime', files: /^runtime\/(?!(entry|interruption)\.ts)/ },
  // What makes a file a program, and hears Ctrl+C.
  {
    name: 'runtime-processes',
    files: /^runtime\/(entry|interruption)\.ts/,
    processes: ['entry', 'interruption'].map((name) => `test/workshop/runtime/${name}.test.ts`),
  },
  { name: 'coach', files: /^coach\/(?!(child|examine|examiner|guards|load-answer|types)\.ts)/ },
  // Its examining process, and the side that starts it. Not held against test/workshop/cli/hostile.test.ts, a hundred answers
  // that take a minute and a half: what survives here may be noticed there.
  {
    name: 'coach-processes',
    files: /^coach\/(child|examine|examiner|guards|load-answer|types)\.ts/,
    processes: ['load-answer', 'examining', 'examiner'].map((name) => `test/workshop/coach/${name}.test.ts`),
  },
  // Not held against differential.test.ts, which makes up scripts for minutes.
  {
    name: 'record',
    files: /^record\//,
    processes: ['pieces', 'puzzles', 'record'].map((name) => `test/workshop/record/${name}.test.ts`),
  },
];

const [words = '', step = '1'] = process.argv.slice(2);
const every = Number(step);
if (!Number.isSafeInteger(every) || every < 1) {
  console.error(
    `npm run mutants takes a path and how many lines lie between two broken ones; it was given "${step}".`,
  );
  process.exit(2);
}

const everything = readdirSync(`${root}workshop`, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.includes('node_modules'));
const settings = JSON.parse(readFileSync(`${root}workshop/contribute/mutants.config.json`, 'utf8')) as object;

// `record` is the room, and not also the recorder of runs in another one.
const isRoom = everything.some((path) => path.startsWith(`${words}/`));
const folder = isRoom ? `workshop/${words}/` : words;

let found = false;
for (const { name, files, processes } of parts) {
  const own = everything
    .filter((path) => files.test(path))
    .map((path) => `workshop/${path}`)
    .filter((path) => path.includes(folder))
    .sort();
  const mutate = every === 1 ? own : someLines(own);
  if (mutate.length === 0) continue;
  found = true;
  mkdirSync(`${root}.workshop`, { recursive: true });
  const config = `.workshop/mutants-${name}.config.json`;
  const ofPart = { ...settings, mutate, jsonReporter: { fileName: `.workshop/mutants-${name}.json` } };
  writeFileSync(root + config, JSON.stringify({ ...ofPart, ...(processes && asCommand(processes)) }));
  const { status } = spawnSync(process.execPath, [stryker, 'run', config], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, MUTATED: name },
  });
  process.exitCode ||= status ?? 1;
}

if (!found) {
  console.error(`No file that can be broken has "${words}" in its path.`);
  process.exitCode = 2;
}

function asCommand(tests: string[]): object {
  const vitest = 'node node_modules/vitest/vitest.mjs run --project workshop --project processes --bail 1';
  return { testRunner: 'command', commandRunner: { command: `${vitest} ${tests.join(' ')}` } };
}

/** Every so many lines of code, counted through all files, as ranges that the tool understands. */
function someLines(files: string[]): string[] {
  const code = files.flatMap((file) =>
    readFileSync(root + file, 'utf8')
      .split('\n')
      .map((line, i) => ({ place: `${file}:${i + 1}-${i + 1}`, line: line.trim() }))
      .filter(({ line }) => !/^($|\/\/|\/?\*|import |export type )/.test(line)),
  );
  return code.filter((_, i) => i % every === 0).map(({ place }) => place);
}
