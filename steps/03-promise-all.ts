// Start together, wait together: the whole takes as long as the longest, not as long as the sum.
//
//   npx tsx steps/03-promise-all.ts                 both orders at once: max(1.0, 2.0) = 2.0 s
//   npx tsx steps/03-promise-all.ts together 2 1    the first order takes longer
//   npx tsx steps/03-promise-all.ts rejection       the milk is sold out
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

// Both calls are made before anything is awaited, so both workers are under way when main begins to wait.
async function together(milk: number, bread: number): Promise<void> {
  const results = await Promise.all([worker('order milk', milk), worker('order bread', bread)]);
  // The results stand in the order of the calls, whichever worker finished first.
  for (const result of results) log(result);
}

// One rejection is enough: Promise.all rejects at once. It cannot stop the other worker, which runs on.
async function rejection(milk: number, bread: number): Promise<void> {
  const milkOrder = soldOut('order milk', milk);
  const breadOrder = worker('order bread', bread);
  try {
    await Promise.all([milkOrder, breadOrder]);
  } catch (error) {
    log(`gave up: ${String(error)}`);
  }
  // Nobody needs the bread any more. Main waits here only to see it come all the same.
  await breadOrder;
}

// Promise.allSettled never rejects: it waits for all and tells how each one ended.
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
