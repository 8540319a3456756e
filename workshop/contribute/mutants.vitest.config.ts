import { defineConfig } from 'vitest/config';

// The tests that `npm run mutants` holds against each broken version: those that start no process and wait for no real time.
// The coach is held against the catalogue of answers, right and wrong: it must not change what it watches, either.
const ofCoach = process.env['MUTATED'] === 'coach';

export default defineConfig({
  test: {
    include: ofCoach
      ? ['test/workshop/coach/**/*.test.ts', 'test/exercises/*.test.ts']
      : ['test/workshop/{asyncio,runtime}/*.test.ts', 'test/steps/*.test.ts'],
    exclude: [
      '**/{like-node,two-clocks,interruption,entry,real-time,examiner}.test.ts',
      // Of step 13 each answer starts threads; of the coach only what it says of these is not held.
      ofCoach ? '**/13-worker-threads.test.ts' : '**/{12-crawler,13-worker-threads,14-durable-queue}.test.ts',
    ],
    // How cost grows is not asked of each of two thousand broken versions.
    testNamePattern: /^(?!.*(thousand|\d,000|\d{4} tasks|two hundred runs))/i,
    env: { JUDGE: 'others' },
    setupFiles: ['test/matchers.ts'],
    // As npm test does: each broken version begins in a new thread, and the files of tests in it share what they import.
    pool: 'threads',
    isolate: false,
    testTimeout: 20_000,
  },
});
