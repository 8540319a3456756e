// not-awaited: forEach drops the promises, so explore resolves after the first page
import type { Page, Report } from '../../../solutions/12-crawler.ts';

export async function explore(
  fetchPage: (address: string) => Promise<Page>,
  start: string,
  report: (report: Report) => void,
): Promise<void> {
  const seen = new Set<string>();
  const visit = async (address: string): Promise<void> => {
    if (seen.has(address)) return;
    seen.add(address);
    try {
      const page = await fetchPage(address);
      report({ address, outcome: 'fetched' });
      page.links.forEach(visit);
    } catch (error) {
      report({ address, outcome: 'failed', error });
    }
  };
  await visit(start);
}
