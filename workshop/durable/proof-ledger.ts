import { createHash } from 'node:crypto';
import type { Sql } from './engine.ts';

/** Seconds that a shop may hold an order. */
export const lease = 1;

/** The same id in every process, so that placing an order twice is placing it once. */
export function orderId(round: number, number: number): string {
  const hex = createHash('sha256').update(`${round}/${number}`).digest('hex');
  return [8, 4, 4, 4, 12].map((length, n) => hex.slice(n * 8, n * 8 + length)).join('-');
}

/** Tables that have no rule of their own, so that a second payment would show. */
export async function makeLedger(sql: Sql): Promise<void> {
  await sql('CREATE TABLE IF NOT EXISTS keys (id uuid PRIMARY KEY)');
  await sql('CREATE TABLE IF NOT EXISTS payments (id uuid, round int)');
  await sql('CREATE TABLE IF NOT EXISTS attempts (id uuid, round int, at timestamptz)');
}

/** Moves the money only for the one who wrote the key. */
export async function charge(sql: Sql, round: number, id: string): Promise<void> {
  const text =
    'WITH first AS (INSERT INTO keys VALUES ($1) ON CONFLICT DO NOTHING RETURNING id) INSERT INTO payments SELECT id, $2 FROM first';
  await sql(text, [id, round]);
}

/** Counts of orders: `again` were begun more than once, `overlaps` were begun again before the lease had run out. */
export type Ledger = Record<
  'completed' | 'served' | 'again' | 'charged' | 'doubles' | 'unknown' | 'overlaps',
  number
>;

/** What became of the orders of one round. */
export async function ledger(sql: Sql, round: number): Promise<Ledger> {
  const text = `
    SELECT
      (SELECT count(*) FROM workshop.job WHERE name = 'proof' AND state = 'completed' AND (data->>'round')::int = $1)::int AS completed,
      (SELECT count(DISTINCT id) FROM attempts WHERE round = $1)::int AS served,
      (SELECT count(*) FROM (SELECT id FROM attempts WHERE round = $1 GROUP BY id HAVING count(*) > 1) x)::int AS again,
      (SELECT count(*) FROM payments WHERE round = $1)::int AS charged,
      (SELECT count(*) FROM (SELECT id FROM payments WHERE round = $1 GROUP BY id HAVING count(*) > 1) x)::int AS doubles,
      (SELECT count(*) FROM payments p WHERE round = $1 AND NOT EXISTS (SELECT 1 FROM workshop.job j WHERE j.id = p.id))::int AS unknown,
      (SELECT count(*) FROM (
        SELECT at - lag(at) OVER (PARTITION BY id ORDER BY at) AS after FROM attempts WHERE round = $1
      ) x WHERE after < interval '${lease} seconds')::int AS overlaps`;
  const { rows } = await sql(text, [round]);
  return rows[0] as unknown as Ledger;
}
