import { ours, type Contestant } from './contestant.ts';
import { disciplines } from './contestants.ts';

const sizes = [1_000, 10_000, 100_000];

/** How time and memory for one operation grow with the number of operations: they should not. */
export async function printGrowth(): Promise<void> {
  console.log('growth: ns for one operation, and MB of heap that stay\n');
  console.log(
    `${''.padEnd(52)}${sizes.map((size) => size.toLocaleString('en').padStart(16)).join('')}   last/first`,
  );
  for (const { title, contestants } of disciplines)
    for (const contestant of contestants) {
      if (contestant.name === ours) await printRow(title, contestant);
      else if (contestant.growth) await printRow(`  beside: ${contestant.name}`, contestant);
    }
}

async function printRow(title: string, { run }: Contestant): Promise<void> {
  const times: number[] = [];
  const cells: string[] = [];
  for (const size of sizes) {
    const time = await fastest(() => run(size), Math.max(3, 200_000 / size));
    const heap = await stayingHeap(() => run(size));
    times.push(time / size);
    cells.push(`${((time / size) * 1e6).toFixed(0)} ns ${(heap / 1e6).toFixed(1)} MB`.padStart(16));
  }
  const growth = (times.at(-1)! / times[0]!).toFixed(2);
  console.log(`${title.slice(0, 51).padEnd(52)}${cells.join('')}   ${growth}`);
}

/** The fastest of several: the one least disturbed by whatever else the machine did. Milliseconds. */
async function fastest(work: () => unknown, repeats: number): Promise<number> {
  let best = Infinity;
  for (let i = 0; i < repeats; i += 1) {
    const before = performance.now();
    await work();
    best = Math.min(best, performance.now() - before);
  }
  return best;
}

async function stayingHeap(work: () => unknown): Promise<number> {
  collect();
  const before = process.memoryUsage().heapUsed;
  await work();
  collect();
  return Math.max(0, process.memoryUsage().heapUsed - before);
}

function collect(): void {
  if (!globalThis.gc) throw new Error('Run this with npm run bench, which starts Node with --expose-gc.');
  globalThis.gc();
}
