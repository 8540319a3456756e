// not-awaited: what Promise.all gives is a promise, and no list yet
import type { Dashboard, Queries } from '../../../solutions/03-promise-all.ts';

export async function loadDashboard(queries: Queries): Promise<Dashboard> {
  const [sales, visitors, stock] = Promise.all([
    queries.sales(),
    queries.visitors(),
    queries.stock(),
  ]) as unknown as [number, number, number];
  return { sales, visitors, stock };
}
