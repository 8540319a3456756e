import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { lookup } from 'node:dns/promises';
import { promisify } from 'node:util';
import { MessageChannel, Worker } from 'node:worker_threads';
import { gzip, gunzip } from 'node:zlib';
import { scryptSync } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { log, sleep } from '#workshop';
import { runProgram } from '#run';

const file = new URL(import.meta.url);

describe('work outside the thread takes no virtual time', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['a file', () => readFile(file)],
    ['a hash', () => crypto.subtle.digest('SHA-256', Buffer.from('milk'))],
    ['a key', () => crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, true, ['sign'])],
    // More than fits into one piece of output: the stream is at work several times.
    ['a zip', async () => promisify(gunzip)(await promisify(gzip)(Buffer.alloc(300_000, 'milk')))],
    ['a look-up', () => lookup('localhost')],
    ['an import', () => import(`data:text/javascript,export default ${Math.random()}`)],
  ])('%s wins against sleep(1000), thirty times of thirty', async (_name, work) => {
    for (let time = 1; time <= 30; time += 1) {
      const run = await runProgram(async () => {
        log('begin');
        log(await Promise.race([work().then(() => 'work'), sleep(1000).then(() => 'timer')]));
      });
      expect(run.lines.map(({ at, text }) => `${at} ${text}`)).toEqual(['0 begin', '0 work']);
      expect(run).toMatchObject({ elapsed: 0, outcome: { kind: 'finished' }, outside: [] });
    }
  });

  test('and neither does a file that is read while time has moved on', async () => {
    const run = await runProgram(async () => {
      await sleep(100);
      await readFile(file);
      log('read');
      await sleep(100);
      await readFile(file);
    });
    expect(run).toMatchObject({ elapsed: 200, lines: [{ at: 100 }], outcome: { kind: 'finished' } });
  });

  test('a hash made in this thread is waited for by nobody', async () => {
    const run = await runProgram(() => {
      scryptSync('milk', 'salt', 16);
      return new Promise(() => {});
    });
    expect(run.outcome).toEqual({
      kind: 'deadlocked',
      waiting: ['main waits for a promise that nobody settles'],
    });
  });
});

describe('what has no end to wait for is named', () => {
  const ends: (() => unknown)[] = [];
  afterEach(() => ends.splice(0).forEach((end) => end()));

  test.each<[string, RegExp, () => Promise<unknown>]>([
    [
      'a server',
      /a listening server/,
      async () => {
        const server = createServer().listen(0, '127.0.0.1');
        await once(server, 'listening');
        queueMicrotask(() => setTimeout(() => server.close(), 1));
        await sleep(1000);
      },
    ],
    [
      'a thread',
      /a worker thread/,
      () => {
        const worker = new Worker('setInterval(() => {}, 1000)', { eval: true });
        ends.push(() => worker.terminate());
        return once(worker, 'exit');
      },
    ],
    [
      'a child process',
      /a child process/,
      () => {
        const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
        ends.push(() => child.kill());
        return once(child, 'exit');
      },
    ],
    [
      'a message port',
      /a message port/,
      () => {
        const { port1, port2 } = new MessageChannel();
        setTimeout(() => port2.postMessage('late'), 10);
        return once(port1, 'message').finally(() => port1.close());
      },
    ],
  ])('%s', async (_name, what, work) => {
    const run = await runProgram(work);
    expect(run.elapsed).toBe(0);
    expect(run.outside.join()).toMatch(what);
    expect(run.outcome).toEqual({ kind: 'deadlocked', waiting: [expect.stringMatching(what)] });
    expect(JSON.stringify(run.outcome)).toContain('run it on the real clock');
  });

  test('one that was closed before time has to move is none', async () => {
    const run = await runProgram(async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      server.close();
      await once(server, 'close');
      await sleep(100);
    });
    expect(run).toMatchObject({ elapsed: 100, outside: [], outcome: { kind: 'finished' } });
  });
});

describe('as in Node a timer that was unref’d keeps no program alive', () => {
  test('an interval ticks as long as something else is left, and no longer', async () => {
    const run = await runProgram(async () => {
      setInterval(() => log('tick'), 1000).unref();
      await sleep(2500);
      await new Promise(() => {});
    });
    expect(run.lines.map(({ at }) => at)).toEqual([1000, 2000]);
    expect(run).toMatchObject({ elapsed: 2500, outcome: { kind: 'deadlocked' } });
  });

  test('ref() and unref() count once each, also of a timer that is not armed', async () => {
    const run = await runProgram(async () => {
      const timer = setTimeout(() => log('fired'), 100);
      timer.unref().unref();
      timer.ref();
      clearTimeout(
        setTimeout(() => {}, 5)
          .unref()
          .ref(),
      );
      await new Promise((resolve) => setTimeout(resolve, 50).unref());
      const [first, second] = [setTimeout(() => {}, 300), setImmediate(() => {})];
      first.unref();
      second.unref();
      timer.refresh();
      await new Promise(() => {});
    });
    expect(run.lines.map(({ at }) => at)).toEqual([150]);
    expect(run.elapsed).toBe(150);
  });
});

describe('on the real clock', () => {
  test('a program that is stuck ends within seconds, and says who waits', async () => {
    const begun = performance.now();
    const run = await runProgram(() => new Promise(() => {}), { clock: 'real' });
    expect(run.outcome).toEqual({
      kind: 'deadlocked',
      waiting: ['main waits for a promise that nobody settles'],
    });
    expect(performance.now() - begun).toBeLessThan(30_000);
  });

  test('timers left behind are leaks by name, as on the virtual one', async () => {
    const run = await runProgram(
      async () => {
        const timers = [setTimeout(() => {}, 70_000), setInterval(() => {}, 80_000)];
        setTimeout(() => {}, 90_000).unref();
        clearTimeout(setTimeout(() => {}, 60_000));
        await sleep(5);
        setImmediate(() => timers.forEach((timer) => clearTimeout(timer)));
      },
      { clock: 'real' },
    );
    expect(run.leaks).toEqual(['setTimeout(70000) of main', 'setInterval(80000) of main']);
  });

  test('a server is nothing special there', async () => {
    const run = await runProgram(
      async () => {
        const server = createServer().listen(0, '127.0.0.1');
        await once(server, 'listening');
        await sleep(5);
        server.close();
      },
      { clock: 'real' },
    );
    expect(run).toMatchObject({ outside: [], outcome: { kind: 'finished' } });
  });
});
