// Cancellation with Node's own means: no #workshop, so you can copy this file.
//
//   npx tsx steps/06-cancellation.plain.ts        each request has a signal; press Ctrl+C while it runs
//   npx tsx steps/06-cancellation.plain.ts bug    the same requests without signals

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const given = process.argv.slice(2).join(' ');
if (given !== '' && given !== 'bug') {
  console.error(`This program takes "bug" or nothing; it was given "${given}".`);
  process.exit(2);
}

// One controller stops everything. `once` removes the handler when it runs, so a second Ctrl+C ends the process.
const stop = new AbortController();
process.once('SIGINT', () => stop.abort(new Error('Ctrl+C')));

// A new text replaces the search before it.
let latest = new AbortController();

async function search(text: string): Promise<void> {
  say(`typed "${text}"`);
  latest.abort(new Error('a newer text was typed'));
  const own = new AbortController();
  latest = own;
  try {
    const hits = await load(text, AbortSignal.any([own.signal, stop.signal]));
    // The next text may have been typed as this answer came in.
    own.signal.throwIfAborted();
    say(`the page shows ${hits}`);
  } catch (error) {
    if (!own.signal.aborted) throw error;
  }
}

// A deadline, for a request that may never end.
async function report(): Promise<void> {
  const late = AbortSignal.timeout(1000);
  try {
    say(await load('report', AbortSignal.any([late, stop.signal])));
  } catch (error) {
    if (!late.aborted) throw error;
    say('no report: it took too long');
  }
}

// The signal ends the request, and the reading of the answer as well.
async function load(path: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(`${address}/${path}`, { signal });
  return response.text();
}

async function withSignals(): Promise<void> {
  // sleep takes a signal too. It rejects with an AbortError of its own, whose `cause` is the reason of the signal.
  const typeOn = sleep(500, undefined, { signal: stop.signal }).then(() => search('milk'));
  await Promise.all([search('mi'), typeOn]);
  await report();
}

// The bug: each answer is shown when it comes in, and a request lasts as long as the server likes.
async function withoutSignals(): Promise<void> {
  const searchAndShow = async (text: string) => {
    say(`typed "${text}"`);
    const response = await fetch(`${address}/${text}`);
    say(`the page shows ${await response.text()}`);
  };
  await Promise.all([searchAndShow('mi'), sleep(500).then(() => searchAndShow('milk'))]);
  const report = fetch(`${address}/report`);
  report.catch(() => {}); // The server closes at the end of this program, and ends the request.
  await sleep(1000);
  say('still waiting for the report');
}

// A small server to talk to. It finds a long text quickly and a short one slowly, and never answers /report.
const server = createServer((request, response) => {
  const text = request.url!.slice(1);
  if (text === 'report') return;
  const timer = setTimeout(() => response.end(`hits for "${text}"`), text.length > 2 ? 500 : 1500);
  response.on('close', () => {
    if (response.writableEnded || !server.listening) return;
    say(`the server stops looking for "${text}"`);
    clearTimeout(timer);
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

// The first request loads Node's HTTP client, which takes a while. The clock starts after it.
await fetch(`${address}/hello`);
const begin = performance.now();

function say(text: string): void {
  const halfSeconds = Math.round((performance.now() - begin) / 500);
  console.log(`${(halfSeconds / 2).toFixed(1)}s  ${text}`);
}

try {
  await (given === 'bug' ? withoutSignals() : withSignals());
} catch (error) {
  if (!stop.signal.aborted) throw error;
  say(`stopped: ${String(stop.signal.reason)}`);
  process.exitCode = 130;
} finally {
  server.close();
  server.closeAllConnections();
}
