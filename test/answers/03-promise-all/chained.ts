// No async function at all: a chain, and a promise that settles when both answers are in.
import type { Api, Dashboard, Page, Queries } from '../../../solutions/03-promise-all.ts';

export function loadPage(api: Api): Promise<Page> {
  return api.user().then(
    (user) =>
      new Promise<Page>((resolve, reject) => {
        const page: Partial<Page> = { user };
        const settle = () => {
          if (page.orders && page.offers) resolve(page as Page);
        };
        api.orders(user).then((orders) => ((page.orders = orders), settle()), reject);
        api.offers(user).then((offers) => ((page.offers = offers), settle()), reject);
      }),
  );
}

export function loadDashboard(queries: Queries): Promise<Dashboard> {
  return Promise.all([queries.sales(), queries.visitors(), queries.stock()]).then(
    ([sales, visitors, stock]) => ({ sales, visitors, stock }),
  );
}
