// unhandled-rejection: offers are awaited first, and nobody looks after orders meanwhile
import type { Api, Page } from '../../../solutions/03-promise-all.ts';

export async function loadPage(api: Api): Promise<Page> {
  const user = await api.user();
  const orders = api.orders(user);
  const offers = await api.offers(user);
  return { user, orders: await orders, offers };
}
