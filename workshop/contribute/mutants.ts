import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// npm run mutants: breaks the machinery in thousands of small ways, one at a time, and looks which tests notice. It takes
// the better part of an hour; `npm run mutants queue` breaks only files with that word in their path.
// Texts are not broken: what a message says has tests of its own, and its wording may change.

const root = fileURLToPath(new URL('../../', import.meta.url));
const stryker = 'workshop/contribute/node_modules/@stryker-mutator/core/bin/stryker.js';

/** What is broken: the rooms whose mistakes a learner would take for their own. */
const rooms = ['asyncio', 'runtime', 'coach'];

const word = process.argv[2];
const mutate = rooms.map((room) => `workshop/${room}/**/${word === undefined ? '*' : `*${word}*`}.ts`);
const { status } = spawnSync(
  process.execPath,
  [stryker, 'run', 'workshop/contribute/mutants.config.json', '--mutate', mutate.join()],
  { cwd: root, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
