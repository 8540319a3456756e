import { connect } from 'node:net';
import { request, type IncomingHttpHeaders } from 'node:http';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serve, type Serving, type Tell } from '../../../workshop/page/server.ts';

let server: Serving;
const posted: unknown[] = [];
const open = new Set<Tell>();
const secret = 'export const answer = 42;';

beforeAll(async () => {
  server = await serve({
    get: (path) => {
      if (path === 'broken') throw new Error('no milk');
      return path === '' ? { type: 'text/html', body: secret } : undefined;
    },
    post: (path, body) => {
      posted.push(body);
      return path === 'hint' ? { type: 'application/json', body: '{}' } : undefined;
    },
    follow: (path, tell) => {
      if (path !== '03-promise-all') return undefined;
      open.add(tell);
      tell('view', { path });
      return () => open.delete(tell);
    },
  });
});
afterAll(() => server.close());

interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Asks exactly this, which `fetch` would not do. */
function ask(
  path: string,
  options: { method?: string; headers?: object; body?: string; at?: Serving } = {},
): Promise<Answered> {
  const { method = 'GET', headers = {}, body, at = server } = options;
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port: at.port, path, method, headers: { ...headers }, agent: false },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += String(chunk)));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
        response.on('error', reject);
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}
const own = () => `http://127.0.0.1:${server.port}`;
const json = { 'content-type': 'application/json' };

describe('the page itself', () => {
  test('is answered, with a strict content policy, and nothing is kept or told to others', async () => {
    const { status, text, headers } = await ask(`/${server.token}/`);
    expect([status, text]).toEqual([200, secret]);
    expect(headers['content-security-policy']).toMatch(
      /default-src 'none'.*script-src 'self';.*style-src 'self';/,
    );
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  test('may post JSON', async () => {
    const { status } = await ask(`/${server.token}/hint`, {
      method: 'POST',
      headers: { ...json, origin: own() },
      body: '{"step":3}',
    });
    expect(status).toBe(200);
    expect(posted.at(-1)).toEqual({ step: 3 });
  });

  test('may be asked for by another port of this machine, as through ssh -L, and by the name localhost', async () => {
    for (const host of ['127.0.0.1:8080', 'localhost:8080', 'localhost'])
      expect((await ask(`/${server.token}/`, { headers: { host, origin: `http://${host}` } })).status).toBe(
        200,
      );
  });

  test('may be opened by a link from anywhere: that shows it to its reader only', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect((await ask(`/${server.token}/`, { headers })).status).toBe(200);
  });
});

describe('nothing leaks', () => {
  const refused: [
    string,
    () => { path?: string; method?: string; headers?: object; body?: string },
    number,
  ][] = [
    ['without a token', () => ({ path: '/' }), 403],
    ['with a wrong token', () => ({ path: '/not-the-token/' }), 403],
    ['with a token that is one letter longer', () => ({ path: `/${server.token}x/` }), 403],
    ['for another host', () => ({ headers: { host: 'evil.example' } }), 403],
    ['for a host that begins like ours', () => ({ headers: { host: '127.0.0.1.evil.example:80' } }), 403],
    ['for no host', () => ({ headers: { host: ':80' } }), 403],
    ['from another origin', () => ({ headers: { origin: 'http://evil.example' } }), 403],
    ['from another port of this machine', () => ({ headers: { origin: 'http://127.0.0.1:1' } }), 403],
    ['from no origin in particular', () => ({ headers: { origin: 'null' } }), 403],
    [
      'as a script of another site',
      () => ({ headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' } }),
      403,
    ],
    [
      'as a picture of another port',
      () => ({ headers: { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' } }),
      403,
    ],
    ['as a post without an origin', () => ({ method: 'POST', headers: json, body: '{}' }), 403],
    [
      'as a form',
      () => ({ method: 'POST', headers: { origin: own(), 'content-type': 'text/plain' }, body: '{}' }),
      403,
    ],
    [
      'as something that is no JSON',
      () => ({ method: 'POST', headers: { origin: own(), ...json }, body: '{' }),
      400,
    ],
    ['by another method', () => ({ method: 'DELETE' }), 405],
    ['with ..', () => ({ path: `/${server.token}/../../etc/passwd` }), 400],
    ['with .. in disguise', () => ({ path: `/${server.token}/%2e%2e%2f%2e%2e%2f%65tc/passwd` }), 400],
    ['with a backslash', () => ({ path: `/${server.token}/..%5c..%5c%62oot.ini` }), 400],
    ['with a NUL', () => ({ path: `/${server.token}/a%00b` }), 400],
    ['with half a letter', () => ({ path: `/${server.token}/%ff` }), 400],
    ['with an absolute address', () => ({ path: `http://evil.example/${server.token}/` }), 403],
  ];

  test.each(refused)('to a request %s', async (_how, make, expected) => {
    const { path = `/${server.token}/`, ...options } = make();
    const before = posted.length;
    const { status, text } = await ask(path, options);
    expect(status).toBe(expected);
    expect(text).not.toContain(secret);
    expect(text).not.toContain(server.token);
    expect(posted.length).toBe(before);
  });

  test('to another machine: it listens on 127.0.0.1 only', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal);
    for (const { address } of others) {
      const reached = await new Promise<boolean>((resolve) => {
        const socket = connect(server.port, address, () => resolve(true)).on('error', () => resolve(false));
        socket.setTimeout(2000, () => resolve(false));
      });
      expect(reached, address).toBe(false);
    }
  });
});

describe('it lives on', () => {
  test('after 10 MB, of which it reads no more than it needs', async () => {
    const body = JSON.stringify('x'.repeat(10_000_000));
    const answered = ask(`/${server.token}/hint`, {
      method: 'POST',
      headers: { origin: own(), ...json },
      body,
    });
    // It may hang up before all of it is sent.
    const { status } = await answered.catch((error: NodeJS.ErrnoException) => ({ status: error.code }));
    expect([413, 'ECONNRESET', 'EPIPE']).toContain(status);
    expect((await ask(`/${server.token}/`)).status).toBe(200);
  });

  test('after an address of 100 KB', async () => {
    const { status } = await ask(`/${server.token}/${'x'.repeat(100_000)}`).catch((error: Error) => {
      // It may hang up before it has read all of that.
      expect(error).toHaveProperty('code', 'ECONNRESET');
      return { status: 431 };
    });
    expect([414, 431]).toContain(status);
  });

  test('after 1,000 requests at the same time, all answered', async () => {
    const all = await Promise.all(
      Array.from({ length: 1000 }, (_, at) => ask(at % 2 ? '/' : `/${server.token}/`)),
    );
    expect(all.filter(({ status }) => status === 200)).toHaveLength(500);
    expect(all.filter(({ status }) => status === 403)).toHaveLength(500);
  });

  test('after something of it broke, which it says', async () => {
    const { status, text } = await ask(`/${server.token}/broken`);
    expect([status, text]).toEqual([500, 'This went wrong: no milk\n']);
  });
});

describe('a page that listens', () => {
  const listen = (path = '03-promise-all') =>
    new Promise<{ status: number; close: () => void; read: () => string }>((resolve) => {
      const asked = request(
        { port: server.port, path: `/${server.token}/events/${path}`, agent: false },
        (response) => {
          let text = '';
          response.on('data', (chunk: Buffer) => (text += String(chunk)));
          response.on('error', () => {});
          resolve({ status: response.statusCode ?? 0, close: () => asked.destroy(), read: () => text });
        },
      );
      asked.on('error', () => {});
      asked.end();
    });
  const until = async (condition: () => boolean) => {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  test('is told what there is, and what comes; when it is gone, it is forgotten', async () => {
    const one = await listen();
    const two = await listen();
    await until(() => open.size === 2);
    for (const tell of open) tell('view', { text: 'a\n\nb' });
    await until(() => [one, two].every(({ read }) => read().includes('text')));
    expect(one.read()).toBe(
      'event: view\ndata: {"path":"03-promise-all"}\n\nretry: 1000\n\nevent: view\ndata: {"text":"a\\n\\nb"}\n\n',
    );
    one.close();
    two.close();
    await until(() => open.size === 0);
  });

  test('to what does not exist is not found', async () => {
    expect((await ask(`/${server.token}/events/99-nothing`)).status).toBe(404);
  });

  test('is one of forty; the next is refused until one leaves', async () => {
    const all = await Promise.all(Array.from({ length: 40 }, () => listen()));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await ask(`/${server.token}/events/03-promise-all`)).status).toBe(503);
    for (const { close } of all) close();
    await until(() => open.size === 0);
    const late = await listen();
    expect(late.status).toBe(200);
    late.close();
    await until(() => open.size === 0);
  });
});

describe('a server that is started again', () => {
  const routes = {
    get: () => ({ type: 'text/plain', body: 'here' }),
    post: () => undefined,
    follow: () => undefined,
  };

  test('has the same address, so that open pages go on; where its port is taken, another one', async () => {
    const first = await serve(routes);
    await first.close();
    const second = await serve(routes, first);
    expect(second.address).toBe(first.address);
    const third = await serve(routes, first);
    expect(third.port).not.toBe(first.port);
    expect((await ask(`/${third.token}/`, { at: third })).text).toBe('here');
    await second.close();
    await third.close();
  });

  test('has an address that nobody guesses', async () => {
    const both = [await serve(routes), await serve(routes)];
    expect(both[0]!.token).toMatch(/^[\w-]{24}$/);
    expect(both[0]!.token).not.toBe(both[1]!.token);
    for (const each of both) await each.close();
  });
});
