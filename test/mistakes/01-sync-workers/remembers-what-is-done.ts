// lost-item: a job that is listed twice is done once
export function runJobs<T>(jobs: string[], work: (job: string) => T): T[] {
  const done = new Map<string, T>();
  for (const job of jobs) if (!done.has(job)) done.set(job, work(job));
  return jobs.map((job) => done.get(job) as T);
}
