// uncaught-error: marks in time, but the first page that fails rejects everything
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
    const page = await fetchPage(address);
    report({ address, outcome: 'fetched' });
    await Promise.all(page.links.map((link) => visit(link)));
  };
  await visit(start);
}
