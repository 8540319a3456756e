// wrong-value: flatMap takes apart a result that is a list

export function runJobs<T>(jobs: string[], work: (job: string) => T): T[] {
  return jobs.flatMap((job) => work(job)) as T[];
}
