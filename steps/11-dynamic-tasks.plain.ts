// Prices from several mirrors as they arrive, for your own code: plain Node, and what stays in memory.
//
//   npx tsx steps/11-dynamic-tasks.plain.ts       a loop for each mirror, and an event for each answer
//   npx tsx steps/11-dynamic-tasks.plain.ts bug   one loop around Promise.race

import { EventEmitter, on } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

interface Answer {
  mirror: number;
  price: number;
}

// Two mirrors answer quickly. Mirror 2 has accepted the question and never answers; its connection stays open.
const openConnections: ((answer: Answer) => void)[] = [];
function ask(mirror: number): Promise<Answer> {
  return new Promise((resolve) => {
    if (mirror === 2) openConnections.push(resolve);
    else setImmediate(() => resolve({ mirror, price: 42 }));
  });
}

let published = 0;
function publish({ price }: Answer): void {
  if (price > 0) published += 1;
}

// The bug: every round asks all the promises again, also the one that never settles.
async function race(count: number): Promise<void> {
  const asked = [ask(0), ask(1), ask(2)];
  while (published < count) {
    const answer = await Promise.race(asked);
    publish(answer);
    asked[answer.mirror] = ask(answer.mirror);
  }
}

// Instead: every mirror has a loop of its own, each promise is awaited once, and an event brings the answer.
async function listen(count: number): Promise<void> {
  const updates = new EventEmitter();
  const stop = new AbortController();
  const follow = async (mirror: number) => {
    while (!stop.signal.aborted) updates.emit('answer', await ask(mirror));
  };
  for (const mirror of [0, 1, 2]) follow(mirror).catch((error: unknown) => updates.emit('error', error));
  for await (const [answer] of on(updates, 'answer') as AsyncIterable<[Answer]>) {
    publish(answer);
    if (published === count) break;
  }
  stop.abort();
}

// Node collects garbage on demand only when it is told to allow that.
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
function megabytesInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1e6;
}

const variants: Record<string, (count: number) => Promise<void>> = { events: listen, bug: race };
const [variant = 'events', ...rest] = process.argv.slice(2);
const follow = variants[variant];
if (follow && rest.length === 0) {
  const before = megabytesInUse();
  await follow(150_000);
  const grown = megabytesInUse() - before;
  // To the nearest 50: how much a promise takes differs between versions of Node.
  console.log(`${published} answers published, about ${Math.round(grown / 50) * 50} MB more in use`);
} else {
  console.error(`This program takes nothing or bug; it was given "${process.argv.slice(2).join(' ')}".`);
  process.exitCode = 2;
}
