// The site that step 12 crawls: a small HTTP server on this machine, on a free port. It has pages that are quick, slow,
// broken or silent, with links in circles, and it counts what it is asked for. No #workshop, so you can copy this file.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a page of the site behaves. Everything follows from its number. */
export interface SitePage {
  links: number[];
  /** How long the server needs for it (ms). */
  delay: number;
  trouble?: 'busy the first time' | 'broken' | 'silent' | 'stops halfway';
}

/** More requests than this at the same time are refused with status 503. */
const capacity = 50;

/** Page `number` of a site with so many pages, from 1 on. */
export function sitePage(number: number, pages: number): SitePage {
  const below = [3 * number - 1, 3 * number, 3 * number + 1].filter((each) => each <= pages);
  const next = [(number % pages) + 1, ((number + 1) % pages) + 1];
  const above = Math.max(1, Math.floor((number + 1) / 3));
  const page: SitePage = {
    links: [...below, ...next, above, number], // up, round and back to itself: the circles
    delay: number % 25 === 12 ? 400 : 20 + ((number * 37) % 7) * 10,
  };
  if (number % 40 === 20) page.trouble = 'busy the first time';
  if (number % 100 === 50) page.trouble = 'broken';
  if (number === 10) page.trouble = 'silent';
  if (number === 18) page.trouble = 'stops halfway';
  return page;
}

/** What the server has counted so far. */
export interface Site {
  /** The address of page 1. */
  start: string;
  /** How often each page was asked for. */
  requests: Map<number, number>;
  /** How many requests are open now, and how many were open at the same time at most. */
  open: number;
  most: number;
  /** Stops the server, and ends all connections. */
  close(): Promise<void>;
}

export async function startSite(pages: number): Promise<Site> {
  const server = createServer((request, response) => {
    const number = Number(/^\/page\/(\d+)$/.exec(request.url!)?.[1]);
    const times = (site.requests.get(number) ?? 0) + 1;
    site.requests.set(number, times);
    site.open += 1;
    let timer: NodeJS.Timeout | undefined;
    // A request is over when it has its answer, or when the client has gone away.
    const over = () => {
      response.off('close', over);
      request.socket.off('end', over);
      site.open -= 1;
      clearTimeout(timer);
    };
    response.on('close', over);
    request.socket.on('end', over);
    // Counted when the server has heard of all that came in together with this request.
    setImmediate(() => (site.most = Math.max(site.most, site.open)));

    const answer = (status: number, text: string) => response.writeHead(status).end(text);
    if (site.open > capacity) return void answer(503, 'too many requests at the same time');
    if (!(number >= 1 && number <= pages)) return void answer(404, 'no such page');
    const { links, delay, trouble } = sitePage(number, pages);
    const anchors = links.map((link) => `<a href="/page/${link}#top">page ${link}</a>`);
    const html = `<h1>Page ${number}</h1> ${anchors.join(' ')} <a href="http://elsewhere.invalid/">a friend</a>`;
    if (trouble === 'silent') return;
    if (trouble === 'stops halfway') return void response.writeHead(200).write(html.slice(0, 20));
    timer = setTimeout(() => {
      if (trouble === 'broken') answer(500, 'broken');
      else if (trouble === 'busy the first time' && times === 1) answer(503, 'busy');
      else answer(200, html);
    }, delay);
  });
  // One turn of the event loop later: the first fetch keeps the thread for a while, and Ctrl+C should be heard before it.
  await new Promise<unknown>((resolve) => server.listen(0, '127.0.0.1', () => setImmediate(resolve)));

  const { port } = server.address() as AddressInfo;
  const site: Site = {
    start: `http://127.0.0.1:${port}/page/1`,
    requests: new Map(),
    open: 0,
    most: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return site;
}
