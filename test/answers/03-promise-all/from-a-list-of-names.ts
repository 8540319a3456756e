// A list of names, and Object.fromEntries.
import type { Queries, Dashboard } from '../../../solutions/03-promise-all.ts';

export async function loadDashboard(queries: Queries): Promise<Dashboard> {
  const names = ['sales', 'visitors', 'stock'] as const;
  const pairs = await Promise.all(names.map(async (name) => [name, await queries[name]()] as const));
  return Object.fromEntries(pairs) as unknown as Dashboard;
}
