// The two calls stand in a list, and map makes them both before anything is awaited.
import type { Api, Page } from '../../../solutions/03-promise-all.ts';

export async function loadPage(api: Api): Promise<Page> {
  const user = await api.user();
  const calls = [() => api.orders(user), () => api.offers(user)];
  const [orders = [], offers = []] = await Promise.all(calls.map((call) => call()));
  return { user, orders, offers };
}
