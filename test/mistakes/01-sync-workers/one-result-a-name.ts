// lost-item: the results are kept by name, so a job listed twice has only one
export function runJobs<T>(jobs: string[], work: (job: string) => T): T[] {
  const results = new Map<string, T>();
  for (const job of jobs) results.set(job, work(job));
  return [...results.values()];
}
