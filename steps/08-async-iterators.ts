// Values that arrive over time: an async generator gives them, for await takes them, one at a time.
//
//   npx tsx steps/08-async-iterators.ts              a loop that takes an order a second
//   npx tsx steps/08-async-iterators.ts deliver      each order is delivered in a task of its own
//   npx tsx steps/08-async-iterators.ts leave        the loop has enough after two orders
//   npx tsx steps/08-async-iterators.ts by-hand 3    the same loop, and an iterator written by hand
//   npx tsx steps/08-async-iterators.ts dispatch 2   two orders

import { choice, count, log, run, settings, sleep, taskGroup } from '#workshop';

// A generator runs only while the loop waits for its next value. At each yield it pauses until it is asked again.
async function* dispatchOrders(orders: number): AsyncGenerator<string> {
  log('dispatch', 'started');
  try {
    for (let number = 0; number < orders; number += 1) {
      await sleep(1000);
      yield `order ${number}`;
    }
  } finally {
    // This runs after the last order, and also when the loop is left early.
    log('dispatch', 'done');
  }
}

// The same without the syntax: next() returns a promise of one result; a loop that is left early calls return().
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

// The loop waits for the next order, not for the deliveries. The group waits for those at its end.
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
