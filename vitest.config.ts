import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Those that wait for real time go first: what the others do fits in beside them. Vitest knows that by itself only from
// the second time on.
const slow = /real-time|promises|watch|new-step|record|documents/;
class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isSlow = ({ moduleId }: TestSpecification) => slow.test(moduleId);
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))];
  }
}

// Threads that keep their modules: the files are many and small, and no test leaves anything behind. Two of them, also on
// one core: the longest tests wait for programs of their own that run in real time.
const shared = {
  pool: 'threads' as const,
  isolate: false,
  maxWorkers: 2,
  setupFiles: ['test/matchers.ts'],
  // Only a test that hangs takes so long; on a busy machine the start of a process alone can take seconds.
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

// These start a process for nearly every test, or need a machine that is not too busy. `npm run check` runs them, so that `npm test` stays quick.
const ofProcesses = [
  'test/workshop/cli/*.test.ts',
  'test/workshop/coach/examiner.test.ts',
  'test/workshop/runtime/entry.test.ts',
  'test/workshop/runtime/like-node.test.ts',
  'test/workshop/runtime/{two-clocks,interruption,load-typescript}.test.ts',
  'test/workshop/contribute/documents.test.ts',
  'test/workshop/record/{differential,puzzles,record}.test.ts',
  'test/workshop/draw/browser*.test.ts',
  'test/workshop/page/*.browser.test.ts',
  'test/workshop/page/address.test.ts',
  'test/workshop/contribute/new-step.test.ts',
  'test/workshop/page/{lesson,server,record-claim}.test.ts',
  'test/steps/{12-crawler,13-worker-threads,14-durable-queue,real-time}.test.ts',
  'test/exercises/13-worker-threads.test.ts',
  'test/workshop/contribute/{mistakes,hints}.test.ts',
];

// Hundreds of right and wrong answers, held against the same claims as the solutions. They run with the checks, too.
const answers = {
  test: { ...shared, name: 'answers', include: ['test/exercises/*.test.ts'], env: { JUDGE: 'others' } },
};

// The learner's own files, for those who like vitest's watcher: npx vitest --project exercises
// They fail until they are solved, so they run only when they are asked for by name.
const exercises = {
  test: { ...shared, name: 'exercises', include: ['test/exercises/*.test.ts'], env: { JUDGE: 'exercises' } },
};

export default defineConfig({
  test: {
    sequence: { sequencer: SlowestFirst },
    projects: [
      { test: { ...shared, name: 'workshop', include: ['test/**/*.test.ts'], exclude: ofProcesses } },
      { test: { ...shared, name: 'processes', include: ofProcesses } },
      answers,
      ...(process.argv.some((word) => /(^|=)exercises$/.test(word)) ? [exercises] : []),
    ],
  },
});
