import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** A request that may pass: the path behind the token, without a slash in front, and what follows the question mark. */
export interface Admitted {
  path: string;
  words: URLSearchParams;
}

/** Why a request may not pass. */
export interface Refused {
  status: number;
  reason: string;
}

const thisMachine = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Decides who may ask. Answers and exercises are read here, and checks are started, so nobody may but the page itself:
 *
 * - The address holds a token that only the terminal tells. Other users of this machine, and other sites in the same
 *   browser, do not know it.
 * - The host asked for is this machine. A site whose name was turned to 127.0.0.1 (DNS rebinding) asks for its own name.
 * - Where the browser says which page asks (`Origin`, `Sec-Fetch-Site`), it is this one. What changes something says so,
 *   and is JSON, which no form of another site can send without being asked for permission first.
 *
 * @example
 * const asked = admit(request, token);
 * if ('status' in asked) refuse(asked);
 */
export function admit(
  request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  token: string,
): Admitted | Refused {
  const { method = '', url = '', headers } = request;
  const host = headers.host ?? '';
  if (!thisMachine.has(host.replace(/:\d+$/, ''))) {
    return { status: 403, reason: 'This page answers to 127.0.0.1 and to no other name.' };
  }
  const { origin } = headers;
  const own = `http://${host}`;
  if (origin !== undefined && origin !== own) return { status: 403, reason: 'Another site asked for this.' };
  const site = headers['sec-fetch-site'];
  const follows = headers['sec-fetch-mode'] === 'navigate' && method === 'GET';
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !follows) {
    return { status: 403, reason: 'Another site asked for this.' };
  }
  if (!['GET', 'HEAD', 'POST'].includes(method))
    return { status: 405, reason: 'GET and POST are all there is.' };
  if (method === 'POST' && (origin === undefined || headers['content-type'] !== 'application/json')) {
    return { status: 403, reason: 'What changes something comes from the page itself, as JSON.' };
  }
  // The parts as they were sent: nothing is resolved, so nothing leads elsewhere. Paths are looked up by name anyway.
  const [, given = '', rest = '', query = ''] = /^\/([^/?]*)\/([^?]*)\??(.*)$/.exec(url) ?? [];
  if (!same(given, token)) {
    return {
      status: 403,
      reason: 'The address has a part that only the terminal tells. Copy it from there.',
    };
  }
  const path = decoded(rest);
  if (path === undefined || /\\|\0|(^|\/)\.\.?(\/|$)/.test(path))
    return { status: 400, reason: 'There is no such path.' };
  return { path, words: new URLSearchParams(query) };
}

/** Compares in a time that tells nothing about where they differ. */
function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
