// A bank account, in plain Node: three people withdraw money at almost the same time.
//
//   npx tsx steps/05-launch-order.plain.ts        a promise chain as a mutex
//   npx tsx steps/05-launch-order.plain.ts bug    no mutex
//   npx tsx steps/05-launch-order.plain.ts sum    another place where the same bug hides: total += await …

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

// In place of a database on another machine: reading takes 200 ms, writing 300 ms.
let balance = 100;
let paidOut = 0;

async function read(): Promise<number> {
  await sleep(200);
  return balance;
}

async function write(value: number): Promise<void> {
  await sleep(300);
  balance = value;
}

async function withdraw(who: string, amount: number): Promise<void> {
  const before = await read();
  console.log(`${who} reads ${before}`);
  if (before < amount) throw new Error('not enough money');
  await write(before - amount);
  paidOut += amount;
  console.log(`${who} gets ${amount}, and ${before - amount} is written`);
}

// A mutex: each piece of work begins when the one before has ended, well or badly.
let last: Promise<unknown> = Promise.resolve();

function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const result = last.then(work);
  // The caller of oneAtATime sees the failure. Those who come after only wait for the end.
  last = result.catch(() => {});
  return result;
}

async function account(request: (who: string, amount: number) => Promise<void>): Promise<void> {
  const customer = async (arrival: number, who: string, amount: number) => {
    await sleep(arrival);
    try {
      await request(who, amount);
    } catch (error) {
      console.log(`${who} gets nothing: ${String(error)}`);
    }
  };
  await Promise.all([customer(100, 'Ada', 80), customer(200, 'Grace', 70), customer(300, 'Alan', 10)]);
  console.log(`paid out: ${paidOut}, balance: ${balance}`);
}

async function sum(): Promise<void> {
  const price = async (ms: number, euros: number) => {
    await sleep(ms);
    return euros;
  };

  let total = 0;
  const add = async (ms: number, euros: number) => {
    total += await price(ms, euros);
  };
  await Promise.all([add(100, 3), add(300, 4)]);
  console.log(`${total} with: total += await price(…)`);

  total = 0;
  const addLater = async (ms: number, euros: number) => {
    const found = await price(ms, euros);
    total += found;
  };
  await Promise.all([addLater(100, 3), addLater(300, 4)]);
  console.log(`${total} with: const found = await price(…); total += found`);
}

const variants = new Map<string, () => Promise<void>>([
  ['mutex', () => account((who, amount) => oneAtATime(() => withdraw(who, amount)))],
  ['bug', () => account(withdraw)],
  ['sum', sum],
]);
const [given = 'mutex'] = process.argv.slice(2);
const variant = variants.get(given);
if (variant) {
  await variant();
} else {
  console.error(`It takes bug or sum, or nothing; it was given "${given}".`);
  process.exitCode = 2;
}
