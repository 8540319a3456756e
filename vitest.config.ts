import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // One process, one module cache: a dozen small files start in under a second. No test keeps global state.
    pool: 'threads',
    isolate: false,
  },
});
