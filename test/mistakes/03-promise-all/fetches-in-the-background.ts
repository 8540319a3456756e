// not-awaited: the page is returned before the lists have been filled
import type { Api, Page } from '../../../solutions/03-promise-all.ts';

export async function loadPage(api: Api): Promise<Page> {
  const user = await api.user();
  const page: Page = { user, orders: [], offers: [] };
  void api.orders(user).then((orders) => (page.orders = orders));
  void api.offers(user).then((offers) => (page.offers = offers));
  return page;
}
