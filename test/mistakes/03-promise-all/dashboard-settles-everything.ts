// fails-late: allSettled waits for all three before the failure is looked at
import type { Dashboard, Queries } from '../../../solutions/03-promise-all.ts';

export async function loadDashboard(queries: Queries): Promise<Dashboard> {
  const [sales, visitors, stock] = await Promise.allSettled([
    queries.sales(),
    queries.visitors(),
    queries.stock(),
  ]);
  if (sales.status === 'rejected') throw sales.reason;
  if (visitors.status === 'rejected') throw visitors.reason;
  if (stock.status === 'rejected') throw stock.reason;
  return { sales: sales.value, visitors: visitors.value, stock: stock.value };
}
