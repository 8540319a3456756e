import { defineConfig } from 'vitest/config';

// The tests that `npm run mutants` holds against each broken version: those that start no process and wait for no real time.
export default defineConfig({
  test: {
    include: ['test/workshop/{asyncio,runtime,record,coach}/**/*.test.ts', 'test/steps/*.test.ts'],
    exclude: [
      '**/{like-node,two-clocks,interruption,entry,real-time,coach,12-crawler,13-worker-threads,14-durable-queue}.test.ts',
      'test/workshop/record/**',
    ],
    // How cost grows is not asked of each of two thousand broken versions.
    testNamePattern: /^(?!.*(thousand|\d,000|\d{4} tasks|two hundred runs))/i,
    setupFiles: ['test/matchers.ts'],
    testTimeout: 20_000,
  },
});
