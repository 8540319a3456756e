// sequential: sales and visitors run at the same time, and the stock waits for both
import type { Dashboard, Queries } from '../../../solutions/03-promise-all.ts';

export async function loadDashboard(queries: Queries): Promise<Dashboard> {
  const [sales, visitors] = await Promise.all([queries.sales(), queries.visitors()]);
  const stock = await queries.stock();
  return { sales, visitors, stock };
}
