import { AsyncResource } from 'node:async_hooks';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { MessageChannel } from 'node:worker_threads';
import { createGzip } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Job } from '../../../workshop/runtime/job.ts';
import { Outside } from '../../../workshop/runtime/outside.ts';
import { activate, Program } from '../../../workshop/runtime/program.ts';
import { RealClock } from '../../../workshop/runtime/real-clock.ts';
import { runInScope } from '../../../workshop/runtime/scope.ts';
import { readsTypeScript } from '../../../workshop/runtime/typescript.ts';

// What the watcher of a program says at each moment, without a run around it.

let outside: Outside;
let begin: () => Outside;
let inProgram: <T>(work: () => T) => T;

beforeEach(() => {
  const program = new Program(new RealClock(), {});
  const restore = activate(program);
  const job = new Job(() => {}, 'shop');
  restore();
  const { signal } = new AbortController();
  inProgram = (work) => runInScope({ job, signal, outer: undefined, lane: undefined }, work);
  begin = () => new Outside(program, { timers: true });
  outside = begin();
});
afterEach(() => outside.stop());
const seen = () => {
  const { nothingLeft, pending, endless, timers } = outside;
  return { nothingLeft, pending, endless, timers };
};

test('nothing is left before anything begins', () => {
  expect(seen()).toMatchObject({ nothingLeft: true, pending: false, endless: [], timers: [] });
});

test('answers are counted: of a file that is read, and none of a timer', async () => {
  await new Promise((resolve) => setTimeout(resolve, 1));
  expect(outside.answers).toBe(0);
  await inProgram(() => readFile(new URL(import.meta.url)));
  expect(outside.answers).toBeGreaterThan(0);
});

test('a timer is left until it is cleared, and none that was unref’d; it has a name and an owner', () => {
  const [timeout, interval] = inProgram(() => [setTimeout(() => {}, 70_000), setInterval(() => {}, 80_000)]);
  expect(outside.nothingLeft).toBe(false);
  expect(outside.timers).toEqual([
    { name: 'setTimeout(70000)', owner: 'shop' },
    { name: 'setInterval(80000)', owner: 'shop' },
  ]);
  clearTimeout(timeout);
  expect(outside.timers).toEqual([{ name: 'setInterval(80000)', owner: 'shop' }]);
  interval.unref();
  expect(seen()).toMatchObject({ nothingLeft: true, timers: [] });
  clearInterval(interval);
});

test('a timer of somebody else keeps the process alive, and is no timer of the program', () => {
  const timer = setTimeout(() => {}, 70_000);
  expect(seen()).toMatchObject({ nothingLeft: false, timers: [] });
  clearTimeout(timer);
});

test('an immediate is left until it has run, and never told as a timer', async () => {
  const over = inProgram(() => new Promise<void>((resolve) => void setImmediate(resolve)));
  expect(seen()).toMatchObject({ nothingLeft: false, timers: [] });
  await over;
});

test('a file is under way until it has been read', async () => {
  const read = readFile(import.meta.filename);
  expect(seen()).toMatchObject({ pending: true, nothingLeft: false });
  await read;
  expect(outside.pending).toBe(false);
});

test('a connection is under way until it is made', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await new Promise<void>((resolve) => process.nextTick(resolve));
  expect(outside.pending).toBe(true);
  await once(socket, 'connect');
  expect(outside.pending).toBe(false);
  socket.destroy();
  server.close();
});

test('a zip is under way from a write to its answer, and not before', async () => {
  const zip = createGzip();
  expect(outside.pending).toBe(false);
  const answer = new Promise((resolve) => zip.write('milk', resolve));
  expect(outside.pending).toBe(true);
  await answer;
  expect(outside.pending).toBe(false);
  zip.destroy();
});

test('servers that listen are named once, and only those of the program that keep it alive', async () => {
  const listening = () => createServer().listen(0, '127.0.0.1');
  const servers = inProgram(() => [listening(), listening()]);
  await Promise.all(servers.map((server) => once(server, 'listening')));
  expect(outside.endless).toEqual(['a listening server']);
  expect(outside.nothingLeft).toBe(false);
  for (const server of servers) server.unref();
  expect(outside.endless).toEqual([]);
  const foreign = listening();
  servers.push(foreign);
  await once(foreign, 'listening');
  expect(outside.endless).toEqual([]);
  expect(outside.nothingLeft).toBe(false);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  // They say so before the round of the event loop in which they go.
  await new Promise((resolve) => setTimeout(resolve, 1));
  expect(seen()).toMatchObject({ nothingLeft: true, pending: false, endless: [] });
});

test('a message port that is listened to is named, and none after it has been closed', async () => {
  const { port1, port2 } = inProgram(() => new MessageChannel());
  expect(outside.endless).toEqual([]);
  port1.on('message', () => {});
  expect(outside.endless).toEqual(['a message port']);
  const closed = new Promise((resolve) => port1.on('close', resolve));
  port2.close();
  await closed;
  expect(outside.endless).toEqual([]);
});

// There a thread reads modules for the one that asks, and only a port that is open tells of it.
const readsModulesElsewhere = !readsTypeScript();

test('a port that nobody made since is a module being read, on a Node that reads them in another thread', async () => {
  const { port1, port2 } = new MessageChannel();
  outside.stop();
  outside = begin();
  const server = inProgram(() => createServer().listen(0));
  expect(outside.pending).toBe(false);
  port1.on('message', () => {});
  expect(outside.pending).toBe(readsModulesElsewhere);
  const own = inProgram(() => new MessageChannel());
  own.port1.on('message', () => {});
  expect(outside.pending).toBe(readsModulesElsewhere);
  port1.unref();
  expect(outside.pending).toBe(false);
  for (const each of [server, port2, own.port2]) each.close();
});

test('something of the program’s own that is only named as if it were Node’s is nothing', () => {
  const [, request] = inProgram(() => [new AsyncResource('WORKER'), new AsyncResource('MYREQUEST')]);
  expect(seen()).toMatchObject({ nothingLeft: true, pending: false, endless: [] });
  expect(request).not.toHaveProperty('run');
});

test('what begins after it has stopped watching is not seen', async () => {
  outside.stop();
  const timer = setTimeout(() => {}, 70_000);
  const read = readFile(import.meta.filename);
  expect(seen()).toMatchObject({ nothingLeft: true, pending: false });
  clearTimeout(timer);
  await read;
});
