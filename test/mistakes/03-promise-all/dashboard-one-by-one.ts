// sequential: each query is awaited before the next is made
import type { Dashboard, Queries } from '../../../solutions/03-promise-all.ts';

export async function loadDashboard(queries: Queries): Promise<Dashboard> {
  return { sales: await queries.sales(), visitors: await queries.visitors(), stock: await queries.stock() };
}
