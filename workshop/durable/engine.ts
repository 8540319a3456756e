import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { UsageError } from '../runtime/arguments.ts';
import { databaseError, isFull, isGone } from './database-errors.ts';
import { lockFolder } from './folder-lock.ts';
import { tellLeases } from './leases.ts';

// What step 14 needs of pg-boss and of the two databases. The packages are installed only by those who get there, so their
// types are not at hand; these say what is used here.

/** An order that a shop holds: nobody else gets it until its lease runs out. */
export interface Held<Data> {
  id: string;
  data: Data;
  /** How long the lease is. PGlite gives it as text. */
  expireInSeconds: number | string;
  /** When the lease began; only with `includeMetadata`. */
  startedOn?: Date;
}

/** The part of pg-boss 10 that is used here: https://timgit.github.io/pg-boss */
export interface Boss {
  send(queue: string, data: object, options?: { id?: string }): Promise<string | null>;
  fetch<Data>(
    queue: string,
    options?: { batchSize?: number; includeMetadata?: boolean },
  ): Promise<Held<Data>[]>;
  complete(queue: string, id: string): Promise<unknown>;
  fail(queue: string, id: string, reason: object): Promise<unknown>;
  createQueue(queue: string, options?: QueueOptions): Promise<void>;
  updateQueue(queue: string, options?: QueueOptions): Promise<void>;
  getQueueSize(queue: string): Promise<number>;
  /** Takes the leases back that have run out. Runs by itself every second in the process that supervises. */
  expire(): Promise<void>;
}

interface QueueOptions {
  /** The lease. */
  expireInSeconds?: number;
  retryLimit?: number;
  retryDelay?: number;
  deadLetter?: string;
}

interface WholeBoss extends Boss {
  start(): Promise<unknown>;
  stop(options: { graceful: boolean; wait: boolean; close: boolean }): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): void;
}

export interface Rows {
  rows: Record<string, unknown>[];
}

export type Sql = (text: string, values?: unknown[]) => Promise<Rows>;

/** A queue engine, ready to be used. */
export interface Engine {
  boss: Boss;
  sql: Sql;
  /** Such as `PGlite in memory`. */
  database: string;
  /** Those who use it, and how each is closed: `close` closes them before the engine. */
  users: Set<() => Promise<void>>;
  close(): Promise<void>;
}

export interface EngineOptions {
  /** Whether PGlite keeps its files in `.workshop/orders`, or where `PGLITE_FOLDER` says; in memory when left out. */
  inFolder?: boolean;
  /** Told when the database is gone and when it is back. */
  say?: (text: string) => void;
  /** No waiting for a database that is gone any more. */
  signal?: AbortSignal;
}

const schema = 'workshop';
const install = 'npm ci --prefix workshop/durable';
const require = createRequire(import.meta.url);

/**
 * Opens the queue engine of step 14. The database is, in this order: that of the process which started this one, the
 * server at `DATABASE_URL`, or PGlite, a PostgreSQL that runs inside this process.
 *
 * @throws UsageError one line that says what is wrong with the database, or that the packages are not installed
 *
 * @example
 * const engine = await openEngine();
 * await engine.boss.send('orders', { name: 'milk' });
 * await engine.close();
 */
export async function openEngine(options: EngineOptions = {}): Promise<Engine> {
  const { say = () => {}, signal } = options;
  const url = process.env['DATABASE_URL'];
  if (!existsSync(new URL('./node_modules/pg-boss/', import.meta.url)))
    throw new UsageError(`Step 14 needs a database and a queue, which are installed once with: ${install}`);
  const database = await (process.env['DATABASE_OF_PARENT']
    ? ofParent()
    : url
      ? server(url)
      : pglite(options.inFolder ? (process.env['PGLITE_FOLDER'] ?? '.workshop/orders') : undefined));
  try {
    const sql = patient(database, say, signal);
    // A shop waits from the beginning: the process that opened it has been let in. Else nobody may be there at all.
    await checkVersion(process.env['SHOP_OF_PARENT'] ? sql : database.sql);
    const PgBoss = require('pg-boss') as new (options: object) => WholeBoss;
    // Takes back the leases that have run out. One process is enough, and several agree among themselves.
    const supervise = !process.env['DATABASE_OF_PARENT'];
    const boss = new PgBoss({
      db: { executeSql: sql },
      ...{ schema, supervise, schedule: false, maintenanceIntervalSeconds: 1 },
    });
    boss.on('error', (error) => signal?.aborted || say(databaseError(error, database.name)));
    await boss.start();
    if (process.env['SHOP_OF_PARENT']) tellLeases(boss);
    // While PGlite calculates there is no timer or socket that Node could wait for.
    const alive = setInterval(() => {}, 60_000);
    const users: Engine['users'] = new Set();
    return {
      boss,
      sql,
      database: database.name,
      users,
      async close() {
        await Promise.all([...users].map((closeUser) => closeUser()));
        clearInterval(alive);
        await boss.stop({ graceful: false, wait: false, close: false }).catch(() => {});
        await database.close();
        // Nobody talks to the parent any more, which else keeps this process alive.
        if (process.env['SHOP_OF_PARENT'] && process.connected) process.disconnect();
      },
    };
  } catch (error) {
    await database.close().catch(() => {});
    throw new UsageError(databaseError(error, database.name));
  }
}

interface Database {
  name: string;
  sql: Sql;
  close(): Promise<void>;
}

async function server(url: string): Promise<Database> {
  const { Pool } = require('pg') as { Pool: PoolClass };
  let name = 'DATABASE_URL';
  try {
    const { hostname, port, pathname } = new URL(url);
    name = `the database at ${hostname || 'this machine'}:${port || 5432}${pathname}`;
  } catch {
    throw new UsageError(
      'DATABASE_URL is no address of a database. One looks like postgres://user:password@host:5432/name.',
    );
  }
  const pool = new Pool({ connectionString: url, max: 4, connectionTimeoutMillis: 5000 });
  // An idle connection that breaks is replaced when the next one is needed.
  pool.on('error', () => {});
  return { name, sql: (text, values) => pool.query(text, values), close: () => pool.end() };
}

type PoolClass = new (options: object) => {
  query: Sql;
  end(): Promise<void>;
  on(event: 'error', listener: () => void): void;
};

async function pglite(folder: string | undefined): Promise<Database> {
  const { PGlite } = require('@electric-sql/pglite') as { PGlite: PGliteClass };
  if (folder) mkdirSync(folder, { recursive: true });
  const name = folder ? `PGlite in ${folder}` : 'PGlite in memory';
  const unlock = folder ? lockFolder(folder) : () => {};
  const database = await PGlite.create(folder).catch((error: unknown) => {
    unlock();
    throw new UsageError(databaseError(error, name));
  });
  return {
    name,
    // Statements with values go one at a time, those without may be many in one text.
    sql: async (text, values) =>
      values ? database.query(text, values) : ((await database.exec(text)).at(-1) ?? { rows: [] }),
    close: () => database.close().finally(unlock),
  };
}

interface PGliteClass {
  create(folder?: string): Promise<{
    query: (text: string, values: unknown[]) => Promise<Rows>;
    exec: (text: string) => Promise<Rows[]>;
    close(): Promise<void>;
  }>;
}

/** The database of the process that started this one: see `lend`. */
async function ofParent(): Promise<Database> {
  const open = new Map<number, { resolve: (rows: Rows) => void; reject: (error: unknown) => void }>();
  let latest = 0;
  process.on('message', ({ answer, rows, error }: { answer?: number; rows?: Rows; error?: string }) => {
    if (answer === undefined) return;
    if (rows) open.get(answer)?.resolve(rows);
    else open.get(answer)?.reject(new Error(error));
    open.delete(answer);
  });
  return {
    name: 'the database of the program that opened the shop',
    sql: (text, values) =>
      new Promise((resolve, reject) => {
        latest += 1;
        open.set(latest, { resolve, reject });
        process.send?.({ ask: latest, text, values }, (error: Error | null) => error && reject(error));
      }),
    async close() {},
  };
}

/** The schema that pg-boss keeps must be the one that this pg-boss knows. */
async function checkVersion(sql: Sql): Promise<void> {
  const { rows } = await sql(`SELECT to_regclass('${schema}.version') AS found`, []);
  if (!rows[0]?.['found']) return;
  const { schema: known } = require('pg-boss/version.json') as { schema: number };
  const [{ version } = {}] = (await sql(`SELECT version FROM ${schema}.version`, [])).rows;
  if (Number(version) === known) return;
  throw new UsageError(
    `The tables in the schema "${schema}" of this database are of another pg-boss (version ${String(version)}, and this one ` +
      `needs ${known}). When no order in it is needed any more: DROP SCHEMA ${schema} CASCADE.`,
  );
}

/** Waits while the database is gone, and says so. Every statement that is used here may be sent twice. */
function patient({ sql, name }: Database, say: (text: string) => void, signal: AbortSignal | undefined): Sql {
  let gone = false;
  return async (text, values) => {
    for (;;) {
      try {
        const result = await sql(text, values);
        if (gone) say('the database is back');
        gone = false;
        return result;
      } catch (error) {
        if (isFull(error) || (isGone(error) && signal?.aborted))
          throw new UsageError(databaseError(error, name));
        if (!isGone(error)) throw error;
        if (!gone) say('the database does not answer; waiting for it');
        gone = true;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    }
  };
}
