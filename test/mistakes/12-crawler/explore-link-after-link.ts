// sequential: the links of a page are visited one after the other
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
      for (const link of page.links) await visit(link);
    } catch (error) {
      report({ address, outcome: 'failed', error });
    }
  };
  await visit(start);
}
