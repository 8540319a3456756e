// Every call is made first and has a handler immediately; the awaits come after it.
import type { Api, Dashboard, Page, Queries } from '../../../solutions/03-promise-all.ts';

export async function loadDashboard(queries: Queries): Promise<Dashboard> {
  const sales = queries.sales();
  const visitors = queries.visitors();
  const stock = queries.stock();
  await Promise.all([sales, visitors, stock]);
  return { sales: await sales, visitors: await visitors, stock: await stock };
}

export async function loadPage(api: Api): Promise<Page> {
  const user = await api.user();
  const rest = { orders: api.orders(user), offers: api.offers(user) };
  await Promise.all(Object.values(rest));
  return { user, orders: await rest.orders, offers: await rest.offers };
}

export function all<T>(thunks: (() => Promise<T>)[]): Promise<T[]> {
  return new Promise((resolve, reject) => {
    const results = new Map<number, T>();
    const settle = () => {
      if (results.size < thunks.length) return;
      resolve(thunks.map((_, place) => results.get(place) as T));
    };
    thunks.forEach((thunk, place) => {
      thunk().then((result) => {
        results.set(place, result);
        settle();
      }, reject);
    });
    settle();
  });
}
