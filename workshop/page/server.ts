import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { admit, type Admitted } from './guard.ts';

/** What is sent back. */
export interface Reply {
  type: string;
  body: string | Buffer;
  status?: number;
  /** A content policy of its own, in the place of the strict one. */
  policy?: string;
}

/** Tells a page that is open something. */
export type Tell = (event: string, data: unknown) => void;

/** What a server serves. Whatever is `undefined` is not found. */
export interface Routes {
  get: (path: string, words: URLSearchParams) => Promise<Reply | undefined> | Reply | undefined;
  post: (path: string, body: unknown) => Promise<Reply | undefined> | Reply | undefined;
  /** A page that is open is told what happens until it is closed. @returns what to do when it is */
  follow: (path: string, tell: Tell) => (() => void) | undefined;
}

/** Where a server listens. */
export interface Place {
  port: number;
  token: string;
}

export interface Serving extends Place {
  /** The address of the page, with its token, and a slash at the end. */
  address: string;
  close: () => Promise<void>;
}

const most = { body: 4096, listeners: 40 };

/** The workshop's own files and nothing else: no script of another place, none written into the page. */
const strict = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  // The browser inside VS Code is a frame of its own.
  "frame-ancestors 'self' vscode-webview: vscode-file:",
].join('; ');

/**
 * Serves the page on 127.0.0.1, where no other machine can ask. The port and the token are random, unless those of last
 * time are given and the port is free: then a page that is still open goes on by itself.
 *
 * @throws Error when no port can be had
 */
export async function serve(routes: Routes, before?: Place): Promise<Serving> {
  const token = before?.token ?? randomBytes(18).toString('base64url');
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5000 }, (request, response) => {
    void answer(routes, token, listeners, request, response).catch(() => response.destroy());
  });
  const listeners = new Set<ServerResponse>();
  await listen(server, before?.port ?? 0).catch(() => listen(server, 0));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    token,
    address: `http://127.0.0.1:${port}/${token}/`,
    close: () => {
      for (const response of listeners) response.end();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function answer(
  routes: Routes,
  token: string,
  listeners: Set<ServerResponse>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const asked = admit(request, token);
  if ('status' in asked) return refuse(request, response, asked.status, asked.reason);
  const events = /^events\/(.*)$/.exec(asked.path)?.[1];
  if (events !== undefined && request.method === 'GET') {
    if (listeners.size >= most.listeners) return refuse(request, response, 503, 'Too many pages are open.');
    if (subscribe(routes, events, listeners, response)) return;
  }
  const body = request.method === 'POST' ? await read(request) : undefined;
  if (body === tooLong) return refuse(request, response, 413, `At most ${most.body} bytes.`);
  if (body === notJson) return refuse(request, response, 400, 'That is no JSON.');
  const reply = await reach(routes, asked, body);
  if (!reply) return refuse(request, response, 404, 'There is no such page. The bar of steps leads on.');
  const { status = 200, type, body: content, policy = strict } = reply;
  response.writeHead(status, { ...headers(type), 'content-security-policy': policy });
  response.end(request.method === 'HEAD' ? undefined : content);
}

async function reach(routes: Routes, { path, words }: Admitted, body: unknown): Promise<Reply | undefined> {
  try {
    return body === undefined ? await routes.get(path, words) : await routes.post(path, body);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { status: 500, type: 'text/plain; charset=utf-8', body: `This went wrong: ${reason}\n` };
  }
}

const tooLong = Symbol('too long');
const notJson = Symbol('not JSON');

/** The body of a request, as far as it is short; the rest is not waited for. */
async function read(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > most.body) return tooLong;
    chunks.push(chunk as Buffer);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) ?? notJson;
  } catch {
    return notJson;
  }
}

function subscribe(
  routes: Routes,
  path: string,
  listeners: Set<ServerResponse>,
  response: ServerResponse,
): boolean {
  const tell: Tell = (event, data) => {
    if (!response.writableEnded) response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  // They are sent with the first thing that is told, and not at all where there is nothing to listen to.
  response.setHeaders(new Map(Object.entries(headers('text/event-stream'))));
  const leave = routes.follow(path, tell);
  if (!leave) return false;
  response.write('retry: 1000\n\n');
  listeners.add(response);
  // A laptop that was closed does not say goodbye: writing to it finds out, and the page sees that we are there.
  const beat = setInterval(() => response.write(': here\n\n'), 15_000);
  response.once('close', () => {
    clearInterval(beat);
    listeners.delete(response);
    leave();
  });
  return true;
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number, reason: string): void {
  response.writeHead(status, { ...headers('text/plain; charset=utf-8'), connection: 'close' });
  // Whatever of a body is still on its way is not read: the connection ends with this.
  response.end(`${reason}\n`, () => (request.complete ? undefined : request.destroy()));
}

function headers(type: string): Record<string, string> {
  return {
    'content-type': type,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
  };
}
