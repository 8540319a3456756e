// unfinished: the `return` is inside the loop, so the first job is also the last
export function runJobs<T>(jobs: string[], work: (job: string) => T): T[] {
  const results: T[] = [];
  for (const job of jobs) {
    results.push(work(job));
    return results;
  }
  return results;
}
