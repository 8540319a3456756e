// A page that shows four records. They come from another server, which answers half a second after it was asked.
//
//   npx tsx steps/02-awaited-sequence.plain.ts              one request for all four records
//   npx tsx steps/02-awaited-sequence.plain.ts bug          a request for each record, in a loop
//   npx tsx steps/02-awaited-sequence.plain.ts pages        a list on four pages: only a page knows which one is next
//   npx tsx steps/02-awaited-sequence.plain.ts not-awaited    the loop without its await, and a record that does not exist:
//                                                           this one crashes Node on purpose

import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

const records = ['milk', 'bread', 'eggs', 'jam'];

/** One page of a list, and the path of the page that follows. */
interface Page {
  items: string[];
  next: string | null;
}

// What each path answers. Any other path is answered immediately, with status 404.
const answers = new Map<string, unknown>([['/records?ids=0,1,2,3', records]]);
records.forEach((record, id) => {
  answers.set(`/records/${id}`, record);
  answers.set(`/pages/${id}`, { items: [record], next: id < 3 ? `/pages/${id + 1}` : null });
});

const server = createServer((request, response) => {
  const answer = answers.get(request.url ?? '');
  if (answer === undefined) response.writeHead(404).end();
  else setTimeout(() => response.end(JSON.stringify(answer)), 500);
});

function urlOf(path: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}${path}`;
}

async function load<T>(path: string): Promise<T> {
  const response = await fetch(urlOf(path));
  if (!response.ok) throw new Error(`${path} was answered with status ${response.status}`);
  return (await response.json()) as T;
}

async function inOneRequest(): Promise<string[]> {
  return load<string[]>('/records?ids=0,1,2,3');
}

async function oneByOne(): Promise<string[]> {
  const found: string[] = [];
  async function add(id: number): Promise<void> {
    found.push(await load<string>(`/records/${id}`));
  }
  for (const id of [0, 1, 2, 3]) await add(id);
  return found;
}

async function pageByPage(): Promise<string[]> {
  const found: string[] = [];
  let path: string | null = '/pages/0';
  while (path !== null) {
    const page: Page = await load<Page>(path);
    found.push(...page.items);
    path = page.next;
  }
  return found;
}

async function notAwaited(): Promise<string[]> {
  const found: string[] = [];
  async function add(id: number): Promise<void> {
    found.push(await load<string>(`/records/${id}`));
  }
  for (const id of [0, 1, 2, 99]) void add(id); // there is no record 99
  console.log(`the page shows ${found.length} records`);
  const next = await inOneRequest();
  console.log('the next page is complete');
  return next;
}

async function main(work: () => Promise<string[]>): Promise<void> {
  await fetch(urlOf('/')); // the first request opens a connection, and is not counted
  const begun = performance.now();
  const found = await work();
  const halfSeconds = Math.floor((performance.now() - begun + 50) / 500);
  console.log(`${found.join(', ')} after ${(halfSeconds / 2).toFixed(1)} s`);
  server.close();
  server.closeAllConnections();
}

const variants = new Map([
  ['bug', oneByOne],
  ['pages', pageByPage],
  ['not-awaited', notAwaited],
]);
const [word] = process.argv.slice(2);
const work = word === undefined ? inOneRequest : variants.get(word);
if (work) server.listen(0, '127.0.0.1', () => void main(work));
else {
  console.error(`The argument is one of ${[...variants.keys()].join(', ')}; it was given "${word}".`);
  process.exitCode = 2;
}
