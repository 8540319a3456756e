// keeps-going: the jobs after the one that failed are done as well, and only then the error comes out
export function runJobs<T>(jobs: string[], work: (job: string) => T): T[] {
  const results: T[] = [];
  const errors: unknown[] = [];
  for (const job of jobs) {
    try {
      results.push(work(job));
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
  return results;
}
