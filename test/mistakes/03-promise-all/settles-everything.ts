// fails-late: allSettled waits for both before the failure is looked at
import type { Api, Page } from '../../../solutions/03-promise-all.ts';

export async function loadPage(api: Api): Promise<Page> {
  const user = await api.user();
  const [orders, offers] = await Promise.allSettled([api.orders(user), api.offers(user)]);
  if (orders.status === 'rejected') throw orders.reason;
  if (offers.status === 'rejected') throw offers.reason;
  return { user, orders: orders.value, offers: offers.value };
}
