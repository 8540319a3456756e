// swallowed-error: the loop stops at the failure, but the caller hears nothing of it
export function runJobs<T>(jobs: string[], work: (job: string) => T): T[] {
  const results: T[] = [];
  try {
    for (const job of jobs) results.push(work(job));
  } catch {
    return results;
  }
  return results;
}
