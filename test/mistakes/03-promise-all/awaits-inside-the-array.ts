// sequential: the await is inside the array, so the second call is made after the first answer
import type { Api, Page } from '../../../solutions/03-promise-all.ts';

export async function loadPage(api: Api): Promise<Page> {
  const user = await api.user();
  const [orders, offers] = await Promise.all([await api.orders(user), await api.offers(user)]);
  return { user, orders, offers };
}
