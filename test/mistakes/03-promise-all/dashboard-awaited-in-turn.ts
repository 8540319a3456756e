// unhandled-rejection: all start together, but the stock is awaited last, and has no handler when it fails
import type { Dashboard, Queries } from '../../../solutions/03-promise-all.ts';

export async function loadDashboard(queries: Queries): Promise<Dashboard> {
  const sales = queries.sales();
  const visitors = queries.visitors();
  const stock = queries.stock();
  return { sales: await sales, visitors: await visitors, stock: await stock };
}
