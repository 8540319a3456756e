// lost-item: a result of 0 or an empty text is left out

export function runJobs<T>(jobs: string[], work: (job: string) => T): T[] {
  return jobs.map((job) => work(job)).filter(Boolean);
}
