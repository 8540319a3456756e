// At most so many at the same time, for your own code: plain Node and the package p-limit (npm install p-limit).
//
//   npx tsx steps/10-async-executor.plain.ts       p-limit limits the requests
//   npx tsx steps/10-async-executor.plain.ts own   ten lines of our own do
//   npx tsx steps/10-async-executor.plain.ts bug   nothing does

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pLimit from 'p-limit';

// The picture server: it needs a second for a picture, and refuses the hundredth request at the same time.
let open = 0;
let most = 0;
const server = createServer((_request, response) => {
  open += 1;
  most = Math.max(most, open);
  const answer = (status: number) => {
    open -= 1;
    response.writeHead(status).end();
  };
  if (open >= 100) answer(503);
  else setTimeout(() => answer(200), 1000);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;

async function fetchPicture(name: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/${name}`);
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return name;
}

// With p-limit: `limit` takes a function, and calls it when one of its 50 slots is free.
function withPLimit(names: string[]): Promise<string[]> {
  const limit = pLimit(50);
  return Promise.all(names.map((name) => limit(() => fetchPicture(name))));
}

// Without a package: `most` loops share one iterator, and each takes the next item when it has done its last.
async function mapWithLoops<Item, Result>(
  items: Item[],
  most: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const next = items.entries();
  const loop = async () => {
    for (const [place, item] of next) results[place] = await work(item);
  };
  await Promise.all(Array.from({ length: most }, loop));
  return results;
}

// The bug: as many requests as there are pictures.
function allTogether(names: string[]): Promise<string[]> {
  return Promise.all(names.map((name) => fetchPicture(name)));
}

const album = Array.from({ length: 100 }, (_, place) => `picture-${place + 1}.jpg`);
const variants: Record<string, (names: string[]) => Promise<string[]>> = {
  limited: withPLimit,
  own: (names) => mapWithLoops(names, 50, fetchPicture),
  bug: allTogether,
};
const [variant = 'limited', ...rest] = process.argv.slice(2);
const importAlbum = variants[variant];
if (importAlbum && rest.length === 0) {
  try {
    const pictures = await importAlbum(album);
    console.log(`import finished: ${pictures.length} pictures`);
  } catch (error) {
    console.log(`import failed: ${(error as Error).message}`);
  }
  console.log(`the server saw at most ${most} requests at the same time`);
} else {
  console.error(`This program takes nothing, own or bug; it was given "${process.argv.slice(2).join(' ')}".`);
  process.exitCode = 2;
}
server.close();
server.closeAllConnections();
