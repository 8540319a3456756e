// An async function for each function writes into its place; the last one to finish resolves the promise.
import type { Dashboard, Queries } from '../../../solutions/03-promise-all.ts';

export function all<T>(thunks: (() => Promise<T>)[]): Promise<T[]> {
  const results = new Array<T>(thunks.length);
  let done = 0;
  return new Promise((resolve, reject) => {
    const runOne = async (place: number) => {
      try {
        results[place] = await thunks[place]!();
        done += 1;
        if (done === thunks.length) resolve(results);
      } catch (error) {
        reject(error);
      }
    };
    for (const place of thunks.keys()) void runOne(place);
    if (thunks.length === 0) resolve([]);
  });
}

export async function loadDashboard(queries: Queries): Promise<Dashboard> {
  const dashboard: Dashboard = { sales: NaN, visitors: NaN, stock: NaN };
  const fill = async (name: keyof Dashboard) => {
    dashboard[name] = await queries[name]();
  };
  await Promise.all([fill('sales'), fill('visitors'), fill('stock')]);
  return dashboard;
}
