// wrong-order: the jobs are taken from the end of the list
export function runJobs<T>(jobs: string[], work: (job: string) => T): T[] {
  const results: T[] = [];
  while (jobs.length > 0) results.push(work(jobs.pop()!));
  return results;
}
