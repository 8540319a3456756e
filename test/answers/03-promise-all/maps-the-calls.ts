// The calls are in a list, and map makes them all before anything is awaited.
import type { Api, Dashboard, Page, Queries } from '../../../solutions/03-promise-all.ts';

export async function loadPage(api: Api): Promise<Page> {
  const user = await api.user();
  const calls = [() => api.orders(user), () => api.offers(user)];
  const [orders = [], offers = []] = await Promise.all(calls.map((call) => call()));
  return { user, orders, offers };
}

export async function loadDashboard(queries: Queries): Promise<Dashboard> {
  const names = ['sales', 'visitors', 'stock'] as const;
  const pairs = await Promise.all(names.map(async (name) => [name, await queries[name]()] as const));
  return Object.fromEntries(pairs) as unknown as Dashboard;
}
