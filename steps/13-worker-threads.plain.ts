// A server that builds a report, and a health check that wants an answer meanwhile. Needs tinypool (npm install tinypool)
// and the file 13-worker-threads.thread.js beside it.
//
//   npx tsx steps/13-worker-threads.plain.ts        the report is built on a thread of a pool
//   npx tsx steps/13-worker-threads.plain.ts bug    the report is built by an async function
//   npx tsx steps/13-worker-threads.plain.ts limit  a report that takes too long is ended, and the server serves on

import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Tinypool } from 'tinypool';

const file = new URL('./13-worker-threads.thread.js', import.meta.url).href;
const [variant = 'pool'] = process.argv.slice(2);
if (!['pool', 'bug', 'limit'].includes(variant)) {
  console.error(`It takes nothing, bug or limit; it was given "${variant}".`);
  process.exit(2);
}

const { buildReport } = (await import(file)) as { buildReport: () => string };
const pool = new Tinypool({ filename: file, minThreads: 1, maxThreads: 1, execArgv: [] });

// The word `async` changes what a function returns. It does not change the thread that runs it.
async function inAsyncFunction(): Promise<string> {
  return buildReport();
}

async function inThread(): Promise<string> {
  const signal = AbortSignal.timeout(variant === 'limit' ? 1250 : 10_000);
  return (await pool.run(null, { name: 'buildReport', signal })) as string;
}

async function serve(path: string | undefined, response: ServerResponse): Promise<void> {
  if (path === '/health') return void response.end('ok');
  try {
    response.end(await (variant === 'bug' ? inAsyncFunction() : inThread()));
  } catch (error) {
    response.writeHead(503).end((error as Error).message);
  }
}

const server = createServer((request, response) => void serve(request.url, response));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function get(path: string): Promise<string> {
  const response = await fetch(address + path, { headers: { connection: 'close' } });
  return `${response.status} ${await response.text()}`;
}

/** Asks after `delay` ms, and tells whether the answer came in time: within 0.75 s, on the busiest machine. */
async function ask(path: string, delay: number): Promise<void> {
  const due = performance.now() + delay;
  await new Promise((resolve) => setTimeout(resolve, delay));
  const answer = await get(path);
  const how = performance.now() - due < 750 ? 'in time' : 'late';
  console.log(`${path.padEnd(8)} ${how.padEnd(8)} ${answer}`);
}

// Before anything is measured, each part has been used once.
await Promise.all([get('/health'), pool.run('ready', { name: 'echo' })]);
await Promise.all([ask('/report', 0), ask('/health', 500)]);

server.close();
await pool.destroy();
