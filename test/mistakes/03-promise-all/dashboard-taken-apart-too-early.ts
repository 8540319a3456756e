// not-awaited: the promise of all three has a name, and is taken apart before they are there
import type { Dashboard, Queries } from '../../../solutions/03-promise-all.ts';

export async function loadDashboard(queries: Queries): Promise<Dashboard> {
  const numbers = Promise.all([queries.sales(), queries.visitors(), queries.stock()]);
  const [sales, visitors, stock] = numbers as unknown as number[];
  return { sales, visitors, stock } as Dashboard;
}
