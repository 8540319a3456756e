// leaked-thread: the pool is never destroyed, and its thread stays
import { Tinypool } from 'tinypool';

export async function buildReport<Report>(file: URL, rows: unknown): Promise<Report> {
  const pool = new Tinypool({ filename: file.href, minThreads: 1, maxThreads: 1, execArgv: [] });
  return (await pool.run(rows)) as Report;
}
