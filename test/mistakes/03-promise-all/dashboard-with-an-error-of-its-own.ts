// wrong-error: the failure is replaced by another one
import type { Dashboard, Queries } from '../../../solutions/03-promise-all.ts';

export async function loadDashboard(queries: Queries): Promise<Dashboard> {
  try {
    const [sales, visitors, stock] = await Promise.all([
      queries.sales(),
      queries.visitors(),
      queries.stock(),
    ]);
    return { sales, visitors, stock };
  } catch {
    throw new Error('The dashboard is not available.');
  }
}
