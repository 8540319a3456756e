// called-twice: every query is made once to begin it and once more to get its result
import type { Dashboard, Queries } from '../../../solutions/03-promise-all.ts';

export async function loadDashboard(queries: Queries): Promise<Dashboard> {
  void queries.sales();
  void queries.visitors();
  void queries.stock();
  const [sales, visitors, stock] = await Promise.all([queries.sales(), queries.visitors(), queries.stock()]);
  return { sales, visitors, stock };
}
