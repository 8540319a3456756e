import { defineConfig } from 'vitest/config';

// One process and one module cache: the files are many and small, and no test leaves anything behind.
const shared = { pool: 'threads' as const, isolate: false, setupFiles: ['test/matchers.ts'] };

export default defineConfig({
  test: {
    projects: [
      { test: { ...shared, name: 'workshop', include: ['test/**/*.test.ts'] } },
      // The learner's own files, for those who like vitest's watcher: npx vitest --project exercises
      {
        test: {
          ...shared,
          name: 'exercises',
          include: ['test/exercises/*.test.ts'],
          env: { JUDGE: 'exercises' },
        },
      },
    ],
  },
});
