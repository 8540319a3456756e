// Folded into a list.

export function runJobs<T>(jobs: string[], work: (job: string) => T): T[] {
  return jobs.reduce<T[]>((results, job) => results.concat([work(job)]), []);
}
