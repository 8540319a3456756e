// wrong-call: the loop goes one job too far
export function runJobs<T>(jobs: string[], work: (job: string) => T): T[] {
  const results: T[] = [];
  for (let place = 0; place <= jobs.length; place += 1) results.push(work(jobs[place]!));
  return results;
}
