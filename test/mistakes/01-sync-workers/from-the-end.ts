// wrong-order: pop takes the last job first
export function runJobs<T>(jobs: string[], work: (job: string) => T): T[] {
  const left = [...jobs];
  const results: T[] = [];
  while (left.length > 0) results.push(work(left.pop()!));
  return results;
}
