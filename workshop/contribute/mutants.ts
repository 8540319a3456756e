// npm run mutants: breaks the machinery in thousands of small ways, one at a time, and looks which tests notice.
//
//   npm run mutants                 every room; it takes hours
//   npm run mutants asyncio         one room
//   npm run mutants asyncio/queue   only files with these words in their path
//   npm run mutants record 10       only every tenth line
//
// Texts are not broken: what a message says has tests of its own, and its wording may change.

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const stryker = 'workshop/contribute/node_modules/@stryker-mutator/core/bin/stryker.js';

/** What is broken: the rooms whose mistakes a learner would take for their own. */
const rooms = ['asyncio', 'runtime', 'coach', 'record'];

/** Left out: what makes a file a program, and hears Ctrl+C, is tested only by processes that these tests do not start. */
const leftOut = /runtime\/(entry|interruption)\.ts$/;

/** The recorder works in processes of its own, where only a whole run of its tests can tell. */
const inProcesses = [
  ...['--testRunner', 'command', '--commandRunner.command'],
  'node node_modules/vitest/vitest.mjs run --project processes --bail 1 test/workshop/record/record.test.ts test/workshop/record/puzzles.test.ts',
];

const [words = '', step = '1'] = process.argv.slice(2);
const every = Number(step);
if (!Number.isSafeInteger(every) || every < 1) {
  console.error(
    `npm run mutants takes a path and how many lines lie between two broken ones; it was given "${step}".`,
  );
  process.exit(2);
}

for (const room of rooms) {
  const files = readdirSync(`${root}workshop/${room}`, { recursive: true, encoding: 'utf8' })
    .map((name) => `workshop/${room}/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts') && path.includes(words) && !leftOut.test(path))
    .sort();
  if (files.length === 0) continue;
  const mutate = every === 1 ? files : someLines(files);
  const { status } = spawnSync(
    process.execPath,
    [
      ...[stryker, 'run', 'workshop/contribute/mutants.config.json', '--mutate', mutate.join()],
      ...(room === 'record' ? inProcesses : []),
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, MUTATED: room } },
  );
  process.exitCode ||= status ?? 1;
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
