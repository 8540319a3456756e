// Work in the background, in plain Node: an audit log that customers need not wait for.
//
//   npx tsx steps/04-scheduled-tasks.plain.ts           every entry has a handler, and the end waits for them
//   npx tsx steps/04-scheduled-tasks.plain.ts bug       no entry has a handler (this crashes Node on purpose)
//   npx tsx steps/04-scheduled-tasks.plain.ts silent    every entry has a handler that does nothing
//   npx tsx steps/04-scheduled-tasks.plain.ts order     ordinary code, microtasks and a timer

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function charge(order: number): Promise<void> {
  console.log(`order ${order}: charging`);
  await sleep(300);
  console.log(`order ${order}: paid`);
}

// Another machine keeps the audit log, and it refuses the second entry.
async function writeEntry(order: number): Promise<void> {
  await sleep(100);
  if (order === 2) throw new Error('no space left');
  console.log(`entry ${order}: written`);
}

// What has been started and has not ended.
const background = new Set<Promise<void>>();

function inBackground(what: string, work: Promise<void>): void {
  const ended: Promise<void> = work
    .catch((error: unknown) => console.log(`ALERT: ${what}: ${String(error)}`))
    .then(() => {
      background.delete(ended);
    });
  background.add(ended);
}

async function watched(): Promise<void> {
  for (const order of [1, 2, 3]) {
    await charge(order);
    inBackground(`entry ${order}`, writeEntry(order));
  }
  // Before the program ends: let what is still under way end first.
  await Promise.all(background);
  console.log('closing, with nothing left in the background');
}

async function bug(): Promise<void> {
  for (const order of [1, 2, 3]) {
    await charge(order);
    void writeEntry(order);
  }
  console.log('closing');
}

async function silent(): Promise<void> {
  for (const order of [1, 2, 3]) {
    await charge(order);
    writeEntry(order).catch(() => {});
  }
  console.log('closing');
}

function order(): void {
  let rounds = 0;
  const again = () => {
    rounds += 1;
    if (rounds < 1000) queueMicrotask(again);
  };
  setTimeout(() => console.log(`timer of 0 ms, after ${rounds} rounds`), 0);
  queueMicrotask(() => console.log('microtask 1'));
  void Promise.resolve().then(() => console.log('callback of a promise that is already fulfilled'));
  queueMicrotask(() => console.log('microtask 2'));
  queueMicrotask(again);
  console.log('ordinary code');
}

const variants = new Map<string, () => void | Promise<void>>([
  ['watched', watched],
  ['bug', bug],
  ['silent', silent],
  ['order', order],
]);
const [given = 'watched'] = process.argv.slice(2);
const variant = variants.get(given);
if (variant) {
  await variant();
} else {
  console.error(`It takes bug, silent or order, or nothing; it was given "${given}".`);
  process.exitCode = 2;
}
