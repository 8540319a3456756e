// Callbacks and a count of what is under way.
import type { Page, Report } from '../../../solutions/12-crawler.ts';

export function explore(
  fetchPage: (address: string) => Promise<Page>,
  start: string,
  report: (report: Report) => void,
): Promise<void> {
  return new Promise((resolve) => {
    const seen = new Set<string>();
    let under = 0;
    const visit = (address: string): void => {
      if (seen.has(address)) return;
      seen.add(address);
      under += 1;
      fetchPage(address)
        .then(
          (page) => {
            report({ address, outcome: 'fetched' });
            page.links.forEach(visit);
          },
          (error: unknown) => report({ address, outcome: 'failed', error }),
        )
        .finally(() => {
          under -= 1;
          if (under === 0) resolve();
        });
    };
    visit(start);
  });
}
