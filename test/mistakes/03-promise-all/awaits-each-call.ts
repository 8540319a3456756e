// sequential: each call is awaited before the next is made
import type { Api, Page } from '../../../solutions/03-promise-all.ts';

export async function loadPage(api: Api): Promise<Page> {
  const user = await api.user();
  return { user, orders: await api.orders(user), offers: await api.offers(user) };
}
