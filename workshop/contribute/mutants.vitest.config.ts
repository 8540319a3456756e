import { defineConfig } from 'vitest/config';

// The tests that `npm run mutants` holds against each broken version: those that start no process and wait for no real time.
// The coach is held against the catalogue of wrong answers.
const ofCoach = process.env['MUTATED'] === 'coach';

export default defineConfig({
  test: {
    include: ofCoach
      ? ['test/workshop/coach/*.test.ts', 'test/exercises/*.test.ts']
      : ['test/workshop/{asyncio,runtime}/*.test.ts', 'test/steps/*.test.ts'],
    exclude: [
      '**/{like-node,two-clocks,interruption,entry,real-time,coach}.test.ts',
      '**/{12-crawler,13-worker-threads,14-durable-queue}.test.ts',
    ],
    // How cost grows is not asked of each of two thousand broken versions, nor are right answers of a coach of wrong ones.
    testNamePattern: /^(?!.*(thousand|\d,000|\d{4} tasks|two hundred runs|test\/answers))/i,
    env: { JUDGE: 'others' },
    setupFiles: ['test/matchers.ts'],
    testTimeout: 20_000,
  },
});
