// A dashboard with three numbers. Each comes from a query that takes its time.
//
//   npx tsx steps/03-promise-all.plain.ts            the three queries in one Promise.all
//   npx tsx steps/03-promise-all.plain.ts bug        one query after the other
//   npx tsx steps/03-promise-all.plain.ts failed     Promise.all, and the query for the visitors fails
//   npx tsx steps/03-promise-all.plain.ts settled    Promise.allSettled, and the same query fails
//   npx tsx steps/03-promise-all.plain.ts any        Promise.any: the same number from a cache and from the database
//   npx tsx steps/03-promise-all.plain.ts in-turn    three queries begun, then awaited in turn: crashes Node on purpose

const [variant = 'all'] = process.argv.slice(2);
const begun = performance.now();

/** Prints a line with the time since the program began, in half seconds. */
function say(text: string): void {
  const halfSeconds = Math.floor((performance.now() - begun + 50) / 500);
  console.log(`${(halfSeconds / 2).toFixed(1)} s  ${text}`);
}

const answers: Record<string, { ms: number; rows: number }> = {
  sales: { ms: 1000, rows: 120 },
  visitors: { ms: 500, rows: 3400 },
  stock: { ms: 1500, rows: 17 },
  cache: { ms: 500, rows: 120 },
};
const failing = ['all', 'bug'].includes(variant) ? [] : ['visitors', 'cache'];

// The driver of an old database. It knows no promises, and calls `callback` when it has an answer.
function runQuery(name: string, callback: (error: Error | undefined, rows: number) => void): void {
  const { ms, rows } = answers[name]!;
  setTimeout(() => {
    const fails = failing.includes(name);
    say(`query ${name}: ${fails ? 'failed' : 'done'}`);
    callback(fails ? new Error(`cannot read ${name}`) : undefined, rows);
  }, ms);
}

// The same as a promise. Everything below can await it.
function query(name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    runQuery(name, (error, rows) => {
      if (error) reject(error);
      else resolve(rows);
    });
  });
}

async function oneByOne(): Promise<number[]> {
  const sales = await query('sales');
  const visitors = await query('visitors');
  const stock = await query('stock');
  return [sales, visitors, stock];
}

function together(): Promise<number[]> {
  return Promise.all([query('sales'), query('visitors'), query('stock')]);
}

async function withGaps(): Promise<(number | string)[]> {
  const results = await Promise.allSettled([query('sales'), query('visitors'), query('stock')]);
  return results.map((result) => (result.status === 'fulfilled' ? result.value : 'not available'));
}

async function firstAnswer(): Promise<number[]> {
  return [await Promise.any([query('cache'), query('sales')])];
}

async function inTurn(): Promise<number[]> {
  const [sales, visitors, stock] = [query('sales'), query('visitors'), query('stock')];
  return [await sales, await visitors, await stock];
}

const variants = new Map<string, () => Promise<(number | string)[]>>([
  ['all', together],
  ['bug', oneByOne],
  ['failed', together],
  ['settled', withGaps],
  ['any', firstAnswer],
  ['in-turn', inTurn],
]);
const load = variants.get(variant);
if (!load) {
  console.error(`The argument is one of ${[...variants.keys()].join(', ')}; it was given "${variant}".`);
  process.exit(2);
}
try {
  const numbers = await load();
  say(`the dashboard shows ${numbers.join(', ')}`);
} catch (error) {
  say(`the dashboard shows ${String(error)}`);
}
