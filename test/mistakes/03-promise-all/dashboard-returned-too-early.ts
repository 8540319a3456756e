// not-awaited: the dashboard is returned before its numbers have been filled in
import type { Dashboard, Queries } from '../../../solutions/03-promise-all.ts';

export async function loadDashboard(queries: Queries): Promise<Dashboard> {
  const dashboard = { sales: 0, visitors: 0, stock: 0 };
  void queries.sales().then((sales) => (dashboard.sales = sales));
  void queries.visitors().then((visitors) => (dashboard.visitors = visitors));
  void queries.stock().then((stock) => (dashboard.stock = stock));
  return dashboard;
}
