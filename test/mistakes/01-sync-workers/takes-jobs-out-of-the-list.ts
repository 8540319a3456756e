// mutated-input: the list of jobs is used as a queue and is empty afterwards

export function runJobs<T>(jobs: string[], work: (job: string) => T): T[] {
  const results: T[] = [];
  while (jobs.length > 0) results.push(work(jobs.shift()!));
  return results;
}
