import { defineConfig } from 'vitest/config';

// The tests that `npm run mutants` holds against each broken version: those that start no process and wait for no real time.
export default defineConfig({
  test: {
    include: ['test/workshop/{asyncio,runtime,record,coach}/**/*.test.ts', 'test/steps/*.test.ts'],
    exclude: [
      '**/{like-node,two-clocks,interruption,entry,real-time,coach}.test.ts',
      'test/workshop/record/**',
    ],
    setupFiles: ['test/matchers.ts'],
    testTimeout: 20_000,
  },
});
