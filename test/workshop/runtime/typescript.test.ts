import { expect, test } from 'vitest';
import { typescriptOptions } from '../../../workshop/runtime/typescript.ts';

test('a Node that reads TypeScript by itself is told nothing, and any other who takes the types away', () => {
  const reads = Boolean((process.features as { typescript?: unknown }).typescript);
  expect(typescriptOptions).toEqual(
    reads ? [] : ['--import', expect.stringMatching(/^file:.*load-typescript/)],
  );
});
