// not-awaited: Promise.any gives the orders or the offers, whichever come first
import type { Api, Page } from '../../../solutions/03-promise-all.ts';

export async function loadPage(api: Api): Promise<Page> {
  const user = await api.user();
  const [orders, offers] = (await Promise.any([api.orders(user), api.offers(user)])) as unknown as string[][];
  return { user, orders, offers } as Page;
}
