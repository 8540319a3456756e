import { log, sleep } from '#workshop';
import type { Shop } from '../../solutions/09-queues.ts';
import { expectRun } from '../../workshop/coach/claim.ts';
import { runProgram } from '../../workshop/runtime/run-program.ts';
import { judge } from '../judge.ts';
import { failing, timed } from '../timed.ts';

const fire = new Error('fire');

/** Webhooks that the sender has ready one every 100 ms. Each says when it is read. */
async function* burst(count: number): AsyncGenerator<string> {
  for (let number = 1; number <= count; number += 1) {
    await sleep(100);
    log('sender', `webhook ${number} is read`);
    yield `webhook ${number}`;
  }
}

/** Orders that come in over time: each after the pause given with it. */
async function* arriving(pauses: Record<string, number>): AsyncGenerator<string> {
  for (const [order, pause] of Object.entries(pauses)) {
    await sleep(pause);
    yield order;
  }
}

/** Shops that take as long as each order says, and complain in its lane about a wrong guest. */
function open(names: string[], times: Record<string, number>, breaks: string[] = []) {
  const closed: string[] = [];
  const shops = names.map((name): Shop => {
    let busy = false;
    return {
      async serve(order: string) {
        if (busy) log(order, `comes to ${name}, which is busy`);
        if (closed.includes(name)) log(order, `comes to ${name}, which is closed`);
        busy = true;
        try {
          await (
            breaks.includes(order) ? failing(order, times[order]!, fire) : timed(order, times[order]!, order)
          )();
        } finally {
          busy = false;
        }
      },
      close() {
        if (busy) log(`close of ${name}`, 'while it serves an order');
        closed.push(name);
      },
    };
  });
  return { shops, closed };
}

/** The error of the shop itself, where it comes in a TaskGroupError. */
async function bare<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw error instanceof AggregateError && error.errors.length === 1 ? error.errors[0] : error;
  }
}

const name = (error: unknown) => (error instanceof Error ? error.name : String(error));

/** All that is inside a closed queue. */
async function readAll<T>(queue: { get(): Promise<T> }): Promise<T[]> {
  const items: T[] = [];
  const reading = async () => {
    for (;;) items.push(await queue.get());
  };
  await reading().catch((error: unknown) => {
    if (name(error) !== 'QueueShutDown') throw error;
  });
  return items;
}

// A wrong answer may ask again and again: a minute is enough to see it.
const limit = { ms: 60_000 };

export default judge<typeof import('../../solutions/09-queues.ts')>('09-queues', (claim) => {
  claim(
    'receive',
    'reads no further webhook while one waits for a place: number 4 comes at 1.2 s',
    async ({ receive }) => {
      const run = await runProgram(() => receive(burst(4), (each) => timed(each, 1000, undefined)(), 1), {
        limit,
      });
      expectRun(run, {
        prints: `
        0.1s  sender     webhook 1 is read
        0.1s  webhook 1  started
        0.2s  sender     webhook 2 is read
        0.3s  sender     webhook 3 is read
        1.1s  webhook 1  done
        1.1s  webhook 2  started
        1.2s  sender     webhook 4 is read
        2.1s  webhook 2  done
        2.1s  webhook 3  started
        3.1s  webhook 3  done
        3.1s  webhook 4  started
        4.1s  webhook 4  done
      `,
        takes: 4100,
        sum: '0.1 until webhook 1 is read + 4 × 1.0',
      });
    },
  );

  claim(
    'receive',
    'keeps two waiting if there is room for two, and goes on reading as soon as there is a place',
    async ({ receive }) => {
      const times = [950, 303, 250, 203, 100, 100];
      const handle = (each: string) => timed(each, times[Number(each.slice(8)) - 1]!, undefined)();
      const run = await runProgram(() => receive(burst(6), handle, 2), { limit });
      expectRun(run, {
        prints: `
        0.1s  sender     webhook 1 is read
        0.1s    webhook 1  started
        0.2s  sender     webhook 2 is read
        0.3s  sender     webhook 3 is read
        0.4s  sender     webhook 4 is read
        1.05s   webhook 1  done
        1.05s   webhook 2  started
        1.15s  sender     webhook 5 is read
        1.353s  webhook 2  done
        1.353s  webhook 3  started
        1.453s  sender     webhook 6 is read
        1.603s  webhook 3  done
        1.603s  webhook 4  started
        1.806s  webhook 4  done
        1.806s  webhook 5  started
        1.906s  webhook 5  done
        1.906s  webhook 6  started
        2.006s  webhook 6  done
      `,
        takes: 2006,
      });
    },
  );

  claim('receive', 'reads each webhook as it comes while there is room', async ({ receive }) => {
    const run = await runProgram(() => receive(burst(3), (each) => timed(each, 1000, undefined)(), 5), {
      limit,
    });
    expectRun(run, {
      prints: `
        0.1s  sender     webhook 1 is read
        0.1s  webhook 1  started
        0.2s  sender     webhook 2 is read
        0.3s  sender     webhook 3 is read
        1.1s  webhook 1  done
        1.1s  webhook 2  started
        2.1s  webhook 2  done
        2.1s  webhook 3  started
        3.1s  webhook 3  done
      `,
      takes: 3100,
      sum: '0.1 until webhook 1 is read + 3 × 1.0',
    });
  });

  claim(
    'receive',
    'rejects at 0.6 s when webhook 1 fails, though webhook 3 waits for a place',
    async ({ receive }) => {
      const run = await runProgram(() => receive(burst(9), (each) => failing(each, 500, fire)(), 1), {
        limit,
      });
      expectRun(run, {
        prints: `
        0.1s  sender     webhook 1 is read
        0.1s  webhook 1  started
        0.2s  sender     webhook 2 is read
        0.3s  sender     webhook 3 is read
        0.6s  webhook 1  failed
      `,
        fails: { name: 'TaskGroupError', errors: [fire] },
        takes: 600,
        sum: '0.1 until webhook 1 is read + 0.5 until it fails',
      });
    },
  );

  claim('receive', 'rejects at 0.6 s when the last webhook fails', async ({ receive }) => {
    const run = await runProgram(() => receive(burst(1), (each) => failing(each, 500, fire)(), 3), { limit });
    expectRun(run, {
      prints: `
        0.1s  sender     webhook 1 is read
        0.1s  webhook 1  started
        0.6s  webhook 1  failed
      `,
      fails: { name: 'TaskGroupError', errors: [fire] },
      takes: 600,
      sum: '0.1 until webhook 1 is read + 0.5 until it fails',
    });
  });

  claim('receive', 'handles a webhook without a text too', async ({ receive }) => {
    const handled: string[] = [];
    const handle = async (webhook: string) => {
      await sleep(200);
      handled.push(webhook);
    };
    const run = await runProgram(
      async () => {
        await receive(arriving({ milk: 100, '': 100, jam: 100 }), handle, 2);
        return handled;
      },
      { limit },
    );
    expectRun(run, { takes: 700, sum: '0.1 + 3 × 0.2', returns: ['milk', '', 'jam'] });
  });

  claim('receive', 'ends immediately if no webhook comes', async ({ receive }) => {
    const run = await runProgram(() => receive(burst(0), (each) => timed(each, 1000, undefined)(), 3), {
      limit,
    });
    expectRun(run, { prints: '', takes: 0 });
  });

  claim(
    'serve',
    'with two shops, the one that is free takes the oldest order: five orders take 1.6 s',
    async ({ serve }) => {
      const run = await runProgram(
        async () => {
          const times = { 'order 1': 1000, 'order 2': 500, 'order 3': 700, 'order 4': 300, 'order 5': 200 };
          const { shops, closed } = open(['A', 'B'], times);
          const orders = arriving({
            'order 1': 100,
            'order 2': 100,
            'order 3': 100,
            'order 4': 900,
            'order 5': 100,
          });
          const served = await serve(orders, shops);
          return { served, closed: closed.sort() };
        },
        { limit },
      );
      expectRun(run, {
        limit: 2,
        prints: `
        0.1s  order 1  started
        0.2s  order 2  started
        0.7s  order 2  done
        0.7s  order 3  started
        1.1s  order 1  done
        1.2s  order 4  started
        1.4s  order 3  done
        1.4s  order 5  started
        1.5s  order 4  done
        1.6s  order 5  done
      `,
        takes: 1600,
        sum: '0.2 until order 2 comes in + 0.5 + 0.7 for order 3 + 0.2 for order 5',
        returns: { served: 5, closed: ['A', 'B'] },
      });
    },
  );

  claim(
    'serve',
    'with one shop, four orders that come together are served in their order',
    async ({ serve }) => {
      const run = await runProgram(
        async () => {
          const { shops, closed } = open(['A'], { milk: 700, bread: 200, eggs: 400, jam: 100 });
          const served = await serve(arriving({ milk: 100, bread: 100, eggs: 100, jam: 100 }), shops);
          return { served, closed };
        },
        { limit },
      );
      expectRun(run, {
        limit: 1,
        prints: `
        0.1s  milk   started
        0.8s  milk   done
        0.8s  bread  started
        1.0s  bread  done
        1.0s  eggs   started
        1.4s  eggs   done
        1.4s  jam    started
        1.5s  jam    done
      `,
        takes: 1500,
        sum: '0.1 until the milk comes in + 0.7 + 0.2 + 0.4 + 0.1',
        returns: { served: 4, closed: ['A'] },
      });
    },
  );

  claim(
    'serve',
    'starts an order as soon as it comes in, after a second without orders too',
    async ({ serve }) => {
      const run = await runProgram(
        async () => {
          const { shops, closed } = open(['A', 'B', 'C'], { early: 300, too: 400, late: 200 });
          const served = await serve(arriving({ early: 100, too: 100, late: 1000 }), shops);
          return { served, closed: closed.sort() };
        },
        { limit },
      );
      expectRun(run, {
        limit: 3,
        prints: `
        0.1s  early  started
        0.2s  too    started
        0.4s  early  done
        0.6s  too    done
        1.2s  late   started
        1.4s  late   done
      `,
        takes: 1400,
        sum: '1.2 until the last order comes in + 0.2',
        returns: { served: 3, closed: ['A', 'B', 'C'] },
      });
    },
  );

  claim('serve', 'rejects at 0.7 s if a shop fails, and closes every shop', async ({ serve }) => {
    const run = await runProgram(
      async () => {
        const { shops, closed } = open(['A', 'B'], { milk: 200, bread: 500 }, ['bread']);
        try {
          return await bare(serve(arriving({ milk: 100, bread: 100 }), shops));
        } finally {
          log(`closed: ${closed.sort().join(' and ')}`);
        }
      },
      { limit },
    );
    expectRun(run, {
      limit: 2,
      prints: `
        0.1s  milk   started
        0.2s  bread  started
        0.3s  milk   done
        0.7s  bread  failed
        0.7s  main   closed: A and B
      `,
      fails: fire,
      takes: 700,
      sum: '0.2 until the bread comes in + 0.5 until it fails',
    });
  });

  claim(
    'serve',
    'if one shop fails at 0.5 s the other one finishes the milk, and is closed after that, at 1.0 s',
    async ({ serve }) => {
      const run = await runProgram(
        async () => {
          const { shops, closed } = open(['A', 'B'], { milk: 900, bread: 300 }, ['bread']);
          try {
            return await bare(serve(arriving({ milk: 100, bread: 100 }), shops));
          } finally {
            log(`closed: ${closed.sort().join(' and ')}`);
          }
        },
        { limit },
      );
      expectRun(run, {
        limit: 2,
        prints: `
        0.1s  milk   started
        0.2s  bread  started
        0.5s  bread  failed
        1.0s  milk   done
        1.0s  main   closed: A and B
      `,
        fails: fire,
        takes: 1000,
        sum: '0.1 until the milk comes in + 0.9 until it is served',
      });
    },
  );

  claim(
    'serve',
    'if a shop fails at 0.5 s it rejects when no more orders can come, at 1.3 s',
    async ({ serve }) => {
      const orders = async function* () {
        yield* arriving({ milk: 100, bread: 100 });
        // Until now there might have been another one.
        await sleep(1100);
      };
      const run = await runProgram(
        async () => {
          const { shops, closed } = open(['A', 'B'], { milk: 900, bread: 300 }, ['bread']);
          try {
            return await bare(serve(orders(), shops));
          } finally {
            log(`closed: ${closed.sort().join(' and ')}`);
          }
        },
        { limit },
      );
      expectRun(run, {
        limit: 2,
        prints: `
        0.1s  milk   started
        0.2s  bread  started
        0.5s  bread  failed
        1.0s  milk   done
        1.3s  main   closed: A and B
      `,
        fails: fire,
        takes: 1300,
        sum: '0.2 until the bread comes in + 1.1 until no more order can come',
      });
    },
  );

  claim('serve', 'serves an order without a text too', async ({ serve }) => {
    const orders: string[] = [];
    const run = await runProgram(
      async () => {
        const shop: Shop = { serve: (order) => sleep(200).then(() => void orders.push(order)), close: () => {} };
        return { served: await serve(arriving({ milk: 100, '': 100, jam: 100 }), [shop]), orders };
      },
      { limit },
    );
    expectRun(run, {
      takes: 700,
      sum: '0.1 + 3 × 0.2',
      returns: { served: 3, orders: ['milk', '', 'jam'] },
    });
  });

  claim('serve', 'closes the shops immediately if no order comes', async ({ serve }) => {
    const run = await runProgram(
      async () => {
        const { shops, closed } = open(['A', 'B'], {});
        return { served: await serve(arriving({}), shops), closed: closed.sort() };
      },
      { limit },
    );
    expectRun(run, { takes: 0, returns: { served: 0, closed: ['A', 'B'] } });
  });

  claim('BoundedQueue', 'gives the oldest item first', async (answer) => {
    const run = await runProgram(
      async () => {
        const queue = new answer.BoundedQueue<number>(4);
        for (const item of [3, 0, 5]) await queue.put(item);
        for (let taken = 0; taken < 3; taken += 1) {
          await sleep(300);
          const item = await queue.get();
          log(`item ${item}`, 'is taken');
          await sleep(100);
          log(`item ${item}`, 'is sold');
        }
      },
      { limit },
    );
    expectRun(run, {
      prints: `
        0.3s  item 3  is taken
        0.4s  item 3  is sold
        0.7s  item 0  is taken
        0.8s  item 0  is sold
        1.1s  item 5  is taken
        1.2s  item 5  is sold
      `,
      takes: 1200,
      sum: '3 × (0.3 + 0.1)',
    });
  });

  claim('BoundedQueue', 'with room for two makes the third item wait until 1.0 s', async (answer) => {
    const run = await runProgram(
      async () => {
        const queue = new answer.BoundedQueue<number>(2);
        // A tenth of a second after each put the next item is made.
        const produce = async () => {
          for (let item = 0; item < 5; item += 1) {
            await queue.put(item);
            await sleep(100);
            log(`item ${item}`, 'is in');
          }
        };
        const producer = produce();
        for (let taken = 1; taken <= 5; taken += 1) {
          await sleep(1000);
          log(`item ${await queue.get()}`, 'is out');
        }
        await producer;
      },
      { limit },
    );
    expectRun(run, {
      limit: 2,
      without: ['Queue'],
      prints: `
        0.1s  item 0  is in
        0.2s  item 1  is in
        1.0s  item 0  is out
        1.1s  item 2  is in
        2.0s  item 1  is out
        2.1s  item 3  is in
        3.0s  item 2  is out
        3.1s  item 4  is in
        4.0s  item 3  is out
        5.0s  item 4  is out
      `,
      takes: 5000,
      sum: '5 × 1.0',
    });
  });

  claim('BoundedQueue', 'gives an item immediately to the get that has waited longest', async (answer) => {
    const run = await runProgram(
      async () => {
        const queue = new answer.BoundedQueue<string>(3);
        const customer = async (lane: string, ms: number) => {
          await sleep(ms);
          await queue.get();
          log(lane, 'has an item');
          await sleep(200);
          log(lane, 'goes home');
        };
        const all = [customer('Ada', 100), customer('Ben', 200), customer('Cleo', 300)];
        for (const item of ['milk', 'bread', 'eggs']) {
          await sleep(450);
          await queue.put(item);
        }
        await Promise.all(all);
      },
      { limit },
    );
    expectRun(run, {
      prints: `
        0.45s  Ada   has an item
        0.65s  Ada   goes home
        0.9s   Ben   has an item
        1.1s   Ben   goes home
        1.35s  Cleo  has an item
        1.55s  Cleo  goes home
      `,
      takes: 1550,
      sum: '3 × 0.45 until the eggs are put in + 0.2 on the way home',
    });
  });

  claim('BoundedQueue', 'gives each item to one get only', async (answer) => {
    const run = await runProgram(
      async () => {
        const queue = new answer.BoundedQueue<string>(3);
        const first = queue.get();
        await sleep(200);
        for (const item of ['milk', 'bread']) await queue.put(item);
        queue.close();
        return [await first, ...(await readAll(queue))];
      },
      { limit },
    );
    expectRun(run, { takes: 200, sum: '0.2 until the milk is put in', returns: ['milk', 'bread'] });
  });

  claim('BoundedQueue', 'gives a place to the put that has waited longest', async (answer) => {
    const run = await runProgram(
      async () => {
        const queue = new answer.BoundedQueue<string>(1);
        const producer = async (lane: string, ms: number) => {
          await sleep(ms);
          await queue.put(lane);
          log(lane, 'has found a place');
          await sleep(200);
          log(lane, 'goes home');
        };
        const all = [producer('Ada', 100), producer('Ben', 200), producer('Cleo', 300), producer('Dan', 400)];
        for (let taken = 0; taken < 4; taken += 1) {
          await sleep(1000);
          await queue.get();
        }
        await Promise.all(all);
      },
      { limit },
    );
    expectRun(run, {
      prints: `
        0.1s  Ada   has found a place
        0.3s  Ada   goes home
        1.0s  Ben   has found a place
        1.2s  Ben   goes home
        2.0s  Cleo  has found a place
        2.2s  Cleo  goes home
        3.0s  Dan   has found a place
        3.2s  Dan   goes home
      `,
      takes: 4000,
      sum: '4 × 1.0',
    });
  });

  claim('BoundedQueue', 'rejects every get that waits when it is closed', async (answer) => {
    const run = await runProgram(
      async () => {
        const queue = new answer.BoundedQueue<string>(2);
        const all = [queue.get().catch(name), queue.get().catch(name)];
        await sleep(700);
        queue.close();
        return Promise.all(all);
      },
      { limit },
    );
    expectRun(run, {
      takes: 700,
      sum: '0.7 until it is closed',
      returns: ['QueueShutDown', 'QueueShutDown'],
    });
  });

  claim(
    'BoundedQueue',
    'keeps what is inside when it is closed, and rejects every put that waits or comes',
    async (answer) => {
      const run = await runProgram(
        async () => {
          const queue = new answer.BoundedQueue<string>(2);
          await queue.put('milk');
          await queue.put('bread');
          const waiting = queue.put('eggs').then(() => 'stored', name);
          await sleep(500);
          queue.close();
          const coming = queue.put('jam').then(() => 'stored', name);
          return { taken: await readAll(queue), waiting: await waiting, coming: await coming };
        },
        { limit },
      );
      expectRun(run, {
        takes: 500,
        sum: '0.5 until it is closed',
        returns: {
          taken: ['milk', 'bread'],
          waiting: 'QueueShutDown',
          coming: 'QueueShutDown',
        },
      });
    },
  );

  claim(
    'BoundedQueue',
    'keeps an item for the get that waited, though another get comes in the same moment',
    async (answer) => {
      const run = await runProgram(
        async () => {
          const queue = new answer.BoundedQueue<string>(2);
          const get = async (lane: string) => {
            await queue.get();
            log(lane, 'has an item');
          };
          const ada = get('Ada');
          await sleep(300);
          const milk = queue.put('milk');
          const ben = get('Ben');
          await milk;
          await sleep(200);
          await queue.put('bread');
          await Promise.all([ada, ben]);
        },
        { limit },
      );
      expectRun(run, {
        prints: `
        0.3s  Ada  has an item
        0.5s  Ben  has an item
      `,
        takes: 500,
        sum: '0.3 until the milk is put in + 0.2 until the bread is',
      });
    },
  );

  claim(
    'BoundedQueue',
    'keeps a place for the put that waited, though another put comes in the same moment',
    async (answer) => {
      const run = await runProgram(
        async () => {
          const queue = new answer.BoundedQueue<string>(1);
          await queue.put('milk');
          const put = async (lane: string, item: string) => {
            await queue.put(item);
            log(lane, 'has found a place');
          };
          const ada = put('Ada', 'bread');
          await sleep(300);
          const milk = queue.get();
          const ben = put('Ben', 'eggs');
          await milk;
          await sleep(200);
          await queue.get();
          await Promise.all([ada, ben]);
        },
        { limit },
      );
      expectRun(run, {
        prints: `
        0.3s  Ada  has found a place
        0.5s  Ben  has found a place
      `,
        takes: 500,
        sum: '0.3 until the milk is taken + 0.2 until the bread is',
      });
    },
  );

  claim(
    'BoundedQueue',
    'never has more than two items inside if there is room for two, whatever comes in the same moment',
    async (answer) => {
      const run = await runProgram(
        async () => {
          const queue = new answer.BoundedQueue<number>(2);
          const put = async (item: number) => {
            await queue.put(item);
            log(`item ${item}`, 'is in');
          };
          const all = [1, 2, 3, 4].map(put);
          await sleep(500);
          const taken = [queue.get()];
          all.push(put(5), put(6));
          for (let number = 1; number < 6; number += 1) {
            await sleep(number === 1 ? 100 : 500);
            taken.push(queue.get());
          }
          await Promise.all(all);
          return Promise.all(taken);
        },
        { limit },
      );
      expectRun(run, {
        prints: `
        0.0s  item 1  is in
        0.0s  item 2  is in
        0.5s  item 3  is in
        0.6s  item 4  is in
        1.1s  item 5  is in
        1.6s  item 6  is in
      `,
        takes: 2600,
        sum: '0.5 + 0.1 + 4 × 0.5',
        returns: [1, 2, 3, 4, 5, 6],
      });
    },
  );

  claim('BoundedQueue', 'takes undefined, null, 0, false and an empty text as items', async (answer) => {
    const run = await runProgram(
      async () => {
        const queue = new answer.BoundedQueue<unknown>(5);
        const waiting = [queue.get(), queue.get()];
        await sleep(100);
        for (const item of [undefined, 0, undefined, null, 0, false, '']) await queue.put(item);
        const taken = await Promise.all(waiting);
        for (let more = 1; more <= 5; more += 1) taken.push(await queue.get());
        return taken;
      },
      { limit },
    );
    expectRun(run, {
      takes: 100,
      sum: '0.1 until undefined is put in',
      returns: [undefined, 0, undefined, null, 0, false, ''],
    });
  });

  claim(
    'BoundedQueue',
    'lets a get keep the item it was given, though the queue is closed in the same moment',
    async (answer) => {
      const run = await runProgram(
        async () => {
          const queue = new answer.BoundedQueue<string>(1);
          const waiting = queue.get().catch(name);
          await sleep(300);
          const put = queue.put('milk').then(() => 'stored', name);
          queue.close();
          return { waiting: await waiting, put: await put, left: await readAll(queue) };
        },
        { limit },
      );
      expectRun(run, {
        takes: 300,
        sum: '0.3 until the milk is put in',
        returns: { waiting: 'milk', put: 'stored', left: [] },
      });
    },
  );

  claim(
    'BoundedQueue',
    'lets a put keep the place it was given, though the queue is closed in the same moment',
    async (answer) => {
      const run = await runProgram(
        async () => {
          const queue = new answer.BoundedQueue<string>(1);
          await queue.put('milk');
          const waiting = queue.put('bread').then(() => 'stored', name);
          await sleep(300);
          const taken = queue.get();
          queue.close();
          return { taken: await taken, waiting: await waiting, left: await readAll(queue) };
        },
        { limit },
      );
      expectRun(run, {
        takes: 300,
        sum: '0.3 until the milk is taken',
        returns: { taken: 'milk', waiting: 'stored', left: ['bread'] },
      });
    },
  );
});
