import { disciplines } from './contestants.ts';

const sizes = [1_000, 10_000, 100_000];

/** How time and memory for one operation grow with the number of operations: they should not. */
export async function printGrowth(): Promise<void> {
  console.log('growth: ns for one operation, and MB of heap that stay\n');
  console.log(
    `${''.padEnd(52)}${sizes.map((size) => size.toLocaleString('en').padStart(16)).join('')}   last/first`,
  );
  for (const { title, contestants } of disciplines) {
    const [ours] = contestants;
    if (!ours) continue;
    const times: number[] = [];
    const cells: string[] = [];
    for (const size of sizes) {
      const time = await fastest(() => ours.run(size), Math.max(3, 200_000 / size));
      const heap = await stayingHeap(() => ours.run(size));
      times.push(time / size);
      cells.push(`${((time / size) * 1e6).toFixed(0)} ns ${(heap / 1e6).toFixed(1)} MB`.padStart(16));
    }
    console.log(
      `${title.slice(0, 51).padEnd(52)}${cells.join('')}   ${(times.at(-1)! / times[0]!).toFixed(2)}`,
    );
  }
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
