// A queue between those who make work and those who do it: neither side needs to know the other.
//
//   npx tsx steps/09-queues.ts                      three customers, three shops
//   npx tsx steps/09-queues.ts bounded              the same orders, but the queue has room for two
//   npx tsx steps/09-queues.ts hang                 main waits for the shops
//   npx tsx steps/09-queues.ts main-ends            main ends while the shops are open
//   npx tsx steps/09-queues.ts join 1 2 --seed 4    one customer, two shops, other random orders

import {
  choice,
  count,
  createTask,
  log,
  now,
  Queue,
  random,
  run,
  settings,
  sleep,
  taskGroup,
} from '#workshop';

function wishList(letter: string, dice: ReturnType<typeof random>) {
  return Array.from({ length: dice.int(1, 5) }, (_, n) => ({
    name: `${letter}${n + 1}`,
    browse: dice.int(1, 6) * 100, // how long the customer looks around before placing it (ms)
    work: dice.int(6, 18) * 100, // how long a shop needs for it (ms)
  }));
}

type Wish = ReturnType<typeof wishList>[number];
type Order = Wish & { placedAt: number };

async function customer(wishes: Wish[], orders: Queue<Order>, signal: AbortSignal): Promise<void> {
  for (const wish of wishes) {
    await sleep(wish.browse, { signal });
    log(`places ${wish.name}`);
    if (orders.size === orders.maxSize) log('waits: the queue is full');
    await orders.put({ ...wish, placedAt: now() }, { signal });
  }
  log('goes home');
}

// A shop does not end by itself: it takes the next order, or waits for one, until it is cancelled.
async function shop(orders: Queue<Order>, signal: AbortSignal): Promise<void> {
  log('is open');
  try {
    for await (const order of orders.values({ signal })) {
      await sleep(order.work, { signal });
      log(`${order.name} is ready, ${((now() - order.placedAt) / 1000).toFixed(1)} s after it was placed`);
      orders.taskDone();
    }
  } finally {
    log('is now closed.');
  }
}

export async function main(args: string[]): Promise<void> {
  const { part, customers, shops, seed } = settings(args, {
    part: choice('join', 'bounded', 'hang', 'main-ends'),
    customers: count(3, 26),
    shops: count(3, 99),
    seed: count(279),
  });
  const orders = new Queue<Order>({ maxSize: part === 'bounded' ? 2 : Infinity });
  const dice = random(seed);
  await taskGroup(async (group) => {
    // In main-ends the shops are in no group.
    const create: typeof createTask =
      part === 'main-ends' ? createTask : (...work) => group.createTask(...work);
    const open = Array.from({ length: shops }, (_, n) =>
      create((signal) => shop(orders, signal), { name: `shop ${n + 1}` }),
    );
    const inside = Array.from({ length: customers }, (_, n) => {
      const letter = String.fromCharCode(65 + n);
      const wishes = wishList(letter, dice);
      return group.createTask((signal) => customer(wishes, orders, signal), { name: `customer ${letter}` });
    });
    await Promise.all(inside);
    log('all customers have gone home');
    if (part === 'hang') await Promise.all(open);
    await orders.join({ signal: group.signal });
    log('all orders are ready');
    if (part !== 'main-ends') for (const each of open) each.cancel();
  });
  log(part === 'main-ends' ? 'main ends' : 'all shops are closed');
}

await run(main, import.meta);
