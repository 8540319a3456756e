// Values that arrive over time: an async generator gives them, for await takes them, one at a time.
//
//   npx tsx steps/08-async-iterators.ts              an order a second: 5 × 1.0 = 5.0 s
//   npx tsx steps/08-async-iterators.ts deliver      each is delivered while the loop waits for the next: 5.0 + 1.5 = 6.5 s
//   npx tsx steps/08-async-iterators.ts leave        the loop has enough after two orders
//   npx tsx steps/08-async-iterators.ts by-hand 3    leave it again, with the iterator written by hand
//   npx tsx steps/08-async-iterators.ts dispatch 2   two orders

import { choice, count, log, run, settings, sleep, taskGroup } from '#workshop';

// A generator runs only while somebody waits for its next value. At each yield it stands still until it is asked again.
async function* dispatchOrders(orders: number): AsyncGenerator<string> {
  log('dispatch', 'started');
  try {
    for (let number = 0; number < orders; number += 1) {
      await sleep(1000);
      yield `order ${number}`;
    }
  } finally {
    // Here it comes after the last order, and also when the loop is left before.
    log('dispatch', 'done');
  }
}

// The same without the syntax: next() gives a promise of one result, return() is called by a loop that is left.
function dispatchByHand(orders: number): AsyncIterable<string> {
  let number = -1;
  const iterator: AsyncIterator<string> = {
    async next() {
      number += 1;
      if (number === orders) return { done: true, value: undefined };
      await sleep(1000);
      return { done: false, value: `order ${number}` };
    },
    async return() {
      log('dispatch', 'return() was called');
      return { done: true, value: undefined };
    },
  };
  return { [Symbol.asyncIterator]: () => iterator };
}

async function deliverOrder(): Promise<void> {
  log('on its way');
  await sleep(1500);
  log('delivered');
}

// The loop waits for the next order, not for the deliveries: those belong to the group, which waits at its end.
async function deliver(orders: number): Promise<void> {
  await taskGroup(async (group) => {
    for await (const order of dispatchOrders(orders)) group.createTask(deliverOrder, { name: order });
    log('no more orders');
  });
}

async function takeTwo(source: AsyncIterable<string>): Promise<void> {
  let taken = 0;
  for await (const order of source) {
    log(order);
    taken += 1;
    if (taken === 2) break;
  }
  log('the loop has ended');
}

export async function main(args: string[]): Promise<void> {
  const { part, orders } = settings(args, {
    part: choice('dispatch', 'deliver', 'leave', 'by-hand'),
    orders: count(5, 60),
  });
  if (part === 'dispatch') for await (const order of dispatchOrders(orders)) log(order);
  if (part === 'deliver') await deliver(orders);
  if (part === 'leave') await takeTwo(dispatchOrders(orders));
  if (part === 'by-hand') await takeTwo(dispatchByHand(orders));
}

await run(main, import.meta);
