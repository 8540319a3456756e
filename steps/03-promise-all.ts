// Two calls under way at the same time, and one wait for both.
//
//   npx tsx steps/03-promise-all.ts                 milk takes 1.0 s, bread takes 2.0 s, in one Promise.all
//   npx tsx steps/03-promise-all.ts together 2 1    milk takes 2.0 s, bread takes 1.0 s
//   npx tsx steps/03-promise-all.ts rejection       the milk is sold out after 1.0 s
//   npx tsx steps/03-promise-all.ts settled         the same, with Promise.allSettled

import { choice, log, run, seconds, settings, sleep } from '#workshop';

async function worker(name: string, ms: number): Promise<string> {
  log(name, 'started');
  await sleep(ms);
  log(name, 'done');
  return `${name}: delivered`;
}

async function soldOut(name: string, ms: number): Promise<string> {
  log(name, 'started');
  await sleep(ms);
  log(name, 'sold out');
  throw new Error(`${name}: sold out`);
}

// The array holds two promises. To fill it, both calls are made; only then does main begin to wait.
async function together(milk: number, bread: number): Promise<void> {
  const results = await Promise.all([worker('order milk', milk), worker('order bread', bread)]);
  for (const result of results) log(result);
}

// One of the two fails. Main waits for the bread once more, to show what has become of it.
async function rejection(milk: number, bread: number): Promise<void> {
  const milkOrder = soldOut('order milk', milk);
  const breadOrder = worker('order bread', bread);
  try {
    await Promise.all([milkOrder, breadOrder]);
  } catch (error) {
    log(`gave up: ${String(error)}`);
  }
  await breadOrder;
}

// The same two orders, and a promise that tells how each of them ended.
async function settled(milk: number, bread: number): Promise<void> {
  const results = await Promise.allSettled([soldOut('order milk', milk), worker('order bread', bread)]);
  for (const result of results) log(result.status);
}

export async function main(args: string[]): Promise<void> {
  const { part, milk, bread } = settings(args, {
    part: choice('together', 'rejection', 'settled'),
    milk: seconds(1),
    bread: seconds(2),
  });
  if (part === 'together') await together(milk, bread);
  if (part === 'rejection') await rejection(milk, bread);
  if (part === 'settled') await settled(milk, bread);
}

await run(main, import.meta);
