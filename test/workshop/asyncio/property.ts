import fc from 'fast-check';

/**
 * Tries a claim on random programs, the same ones every time. `PROPERTY_RUNS=5000 PROPERTY_SEED=7 npx vitest run property`
 * tries more and others; a failure prints the smallest program that it found.
 */
export async function holdsFor<T>(
  programs: fc.Arbitrary<T>,
  claim: (program: T) => Promise<void>,
): Promise<void> {
  await fc.assert(fc.asyncProperty(programs, claim), {
    seed: Number(process.env['PROPERTY_SEED'] ?? 1),
    numRuns: Number(process.env['PROPERTY_RUNS'] ?? 120),
  });
}
