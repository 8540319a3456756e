// duplicate-item: the page is marked when it has arrived, and by then others have asked for it too
import type { Page, Report } from '../../../solutions/12-crawler.ts';

export async function explore(
  fetchPage: (address: string) => Promise<Page>,
  start: string,
  report: (report: Report) => void,
): Promise<void> {
  const seen = new Set<string>();
  const visit = async (address: string): Promise<void> => {
    if (seen.has(address)) return;
    let page: Page;
    try {
      page = await fetchPage(address);
    } catch (error) {
      report({ address, outcome: 'failed', error });
      return;
    }
    seen.add(address);
    report({ address, outcome: 'fetched' });
    await Promise.all(page.links.map((link) => visit(link)));
  };
  await visit(start);
}
