// leaked-thread: the pool is destroyed after a success only
import { Tinypool } from 'tinypool';

export async function buildReport<Report>(file: URL, rows: unknown): Promise<Report> {
  const pool = new Tinypool({ filename: file.href, minThreads: 1, maxThreads: 1, execArgv: [] });
  const report = (await pool.run(rows)) as Report;
  await pool.destroy();
  return report;
}
