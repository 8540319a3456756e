// At most so many at the same time, for your own code: plain Node and the package p-limit (npm install p-limit).
//
//   npx tsx steps/10-async-executor.plain.ts               p-limit limits the requests
//   npx tsx steps/10-async-executor.plain.ts own           a function of our own does
//   npx tsx steps/10-async-executor.plain.ts bug           nothing does
//   npx tsx steps/10-async-executor.plain.ts own missing   the server does not have the first 60 pictures

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pLimit from 'p-limit';

const [variant = 'limited', problem = 'none', ...rest] = process.argv.slice(2);
const album = Array.from({ length: 100 }, (_, place) => `picture-${place + 1}.jpg`);
const missing = new Set(problem === 'missing' ? album.slice(0, 60) : []);

// The picture server: it needs a second for a picture, and refuses the hundredth request at the same time.
let open = 0;
let most = 0;
let seen = 0;
const server = createServer(({ url = '' }, response) => {
  seen += 1;
  open += 1;
  most = Math.max(most, open);
  const answer = (status: number) => {
    open -= 1;
    response.writeHead(status).end();
  };
  if (open >= 100) answer(503);
  else setTimeout(() => answer(missing.has(url.slice(1)) ? 404 : 200), 1000);
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
function withPLimit(names: string[]): Promise<string>[] {
  const limit = pLimit(50);
  return names.map((name) => limit(() => fetchPicture(name)));
}

// Without a package: `most` loops share one iterator. Each starts the next piece when its last one has ended.
function startWithLoops<Item, Result>(
  items: Item[],
  most: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result>[] {
  const starts: (() => void)[] = [];
  const pieces = items.map(async (item) => {
    await new Promise<void>((resolve) => starts.push(resolve));
    return work(item);
  });
  const next = pieces.entries();
  const loop = async () => {
    for (const [place, piece] of next) {
      starts[place]!();
      await Promise.allSettled([piece]);
    }
  };
  for (let started = 0; started < most; started += 1) void loop();
  return pieces;
}

// The bug: as many requests as there are pictures.
function allTogether(names: string[]): Promise<string>[] {
  return names.map((name) => fetchPicture(name));
}

const variants: Record<string, (names: string[]) => Promise<string>[]> = {
  limited: withPLimit,
  own: (names) => startWithLoops(names, 50, fetchPicture),
  bug: allTogether,
};
const start = variants[variant];
if (start && (problem === 'none' || problem === 'missing') && rest.length === 0) {
  const downloads = start(album);
  try {
    const pictures = await Promise.all(downloads);
    console.log(`import finished: ${pictures.length} pictures`);
  } catch (error) {
    console.log(`import failed: ${(error as Error).message}`);
  }
  // The import may have failed long before the last download has ended.
  await Promise.allSettled(downloads);
  console.log(`the server saw ${seen} requests, at most ${most} at the same time`);
} else {
  console.error(
    `This program takes own, bug or limited, and then missing or nothing; it was given "${process.argv.slice(2).join(' ')}".`,
  );
  process.exitCode = 2;
}
server.close();
server.closeAllConnections();
