// Knows nothing of the workshop: timers, promises and microtasks as Node has them.
import { setTimeout as sleep } from 'node:timers/promises';

async function* orders(count: number) {
  for (let i = 0; i < count; i += 1) {
    await sleep(200);
    yield i;
  }
}

async function fetchUser(name: string, ms: number) {
  console.log(`${name} asked`);
  await new Promise((resolve) => setTimeout(resolve, ms));
  console.log(`${name} here`);
  return name;
}

setTimeout(() => console.log('a timer'), 250);
const names = await Promise.all([fetchUser('ann', 300), fetchUser('bob', 200)]);
console.log(names.join());
for await (const order of orders(2)) console.log('order', order);
queueMicrotask(() => console.log('microtask'));
process.nextTick(() => console.log('tick'));
