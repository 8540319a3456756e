// sequential: there is a Promise.all, but each call in its array is awaited before the next is made
import type { Dashboard, Queries } from '../../../solutions/03-promise-all.ts';

export async function loadDashboard(queries: Queries): Promise<Dashboard> {
  const [sales, visitors, stock] = await Promise.all([
    await queries.sales(),
    await queries.visitors(),
    await queries.stock(),
  ]);
  return { sales, visitors, stock };
}
