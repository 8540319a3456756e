// missing-return: only the call for the last job returns what it has
export function runJobs<T>(jobs: string[], work: (job: string) => T): T[] | undefined {
  const [first, ...rest] = jobs;
  if (first === undefined) return [];
  const results = [work(first), ...runJobs(rest, work)!];
  return rest.length === 0 ? results : undefined;
}
