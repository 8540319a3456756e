// A health check while a report is built.
//
//   npx tsx steps/01-sync-workers.plain.ts        the report is built in slices
//   npx tsx steps/01-sync-workers.plain.ts bug    the report is built in one piece
//
// There are two processes, so that the one that asks is never busy itself: this one asks, as a load balancer does, and
// starts the same file once more, with the word `server` in front, as the server.

import { fork } from 'node:child_process';
import { createServer, get } from 'node:http';
import { type AddressInfo } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const lines = 20;

// One line of the report: 100 ms of calculating.
function addLine(report: string[]): void {
  const end = performance.now() + 100;
  while (performance.now() < end);
  report.push(`line ${report.length + 1}`);
}

function inOnePiece(done: (report: string[]) => void): void {
  const report: string[] = [];
  while (report.length < lines) addLine(report);
  done(report);
}

// After each line the event loop goes round once: whatever else is ready has its turn before the next line.
function inSlices(done: (report: string[]) => void): void {
  const report: string[] = [];
  function slice(): void {
    addLine(report);
    if (report.length < lines) setImmediate(slice);
    else done(report);
  }
  slice();
}

function serve(buildReport: (done: (report: string[]) => void) => void): void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  const server = createServer((request, response) => {
    if (request.url === '/health') response.end('ok');
    if (request.url === '/report') buildReport((report) => response.end(`${report.length} lines`));
    if (request.url === '/delay') response.end(`${delay.max / 1e6}`); // measured in nanoseconds
  });
  delay.enable();
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
  process.on('disconnect', () => process.exit());
}

function ask(url: string, patience: number, done: (answer: string) => void): void {
  const request = get(url, (response) => {
    response.setEncoding('utf8').once('data', done);
  });
  request.setTimeout(patience, () => request.destroy(new Error(`no answer within ${patience / 1000} s`)));
  request.on('error', (error) => done(`${error.message}: restart this server!`));
}

function balanceLoad(variant: string): void {
  const server = fork(fileURLToPath(import.meta.url), ['server', variant]);
  server.on('message', (port) => {
    const address = `http://127.0.0.1:${String(port)}`;
    const askForDelay = () =>
      ask(`${address}/delay`, 5000, (ms) => {
        const longest = Number(ms) < 1000 ? 'less than 1 s' : 'more than 1 s';
        console.log(`longest delay of the event loop: ${longest}`);
        server.disconnect();
      });
    // Not immediately: on Node 20 the monitor sees nothing before its first 20 ms have passed.
    setTimeout(() => {
      ask(`${address}/report`, 10_000, (report) => {
        console.log(`GET /report  ${report}`);
        askForDelay();
      });
    }, 100);
    setTimeout(() => ask(`${address}/health`, 1000, (answer) => console.log(`GET /health  ${answer}`)), 600);
  });
}

const [first, second = ''] = process.argv.slice(2);
if (first === 'server') serve(second === 'bug' ? inOnePiece : inSlices);
else if (first === undefined || first === 'bug') balanceLoad(first ?? '');
else {
  console.error(`The only argument is bug; it was given "${first}".`);
  process.exitCode = 2;
}
