import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Bench } from 'tinybench';
import { disciplines, type Discipline } from './contestants.ts';
import { printGrowth } from './growth.ts';

// npm run bench: how long the small asyncio takes beside its peers, all in one run on one machine. Only the ratios
// mean anything elsewhere. A figure is the median time for one operation.

/** Median nanoseconds for one operation, by the name of the contestant. */
async function measure({ operations, contestants }: Discipline): Promise<Map<string, number>> {
  const bench = new Bench({ time: 400, warmupTime: 150 });
  for (const { name, run } of contestants) bench.add(name, () => run(operations));
  await bench.run();
  return new Map(
    bench.tasks.map(({ name, result }) => {
      if (!('latency' in result)) throw new Error(`${name} did not finish: ${result.state}`);
      return [name, (result.latency.p50 * 1e6) / operations];
    }),
  );
}

/** What asyncio takes for the same, in nanoseconds, where there is a Python that has task groups. */
function measureAsyncio(): Record<string, number> {
  const script = fileURLToPath(new URL('asyncio_peer.py', import.meta.url));
  const { stdout, status } = spawnSync('python3', [script], { encoding: 'utf8' });
  if (status !== 0) {
    console.log('Python 3.11 or later is not here, so asyncio is left out.\n');
    return {};
  }
  const seconds = JSON.parse(stdout) as Record<string, number>;
  return Object.fromEntries(Object.entries(seconds).map(([name, each]) => [name, each * 1e9]));
}

console.log(`Node ${process.version}\n`);
const asyncio = measureAsyncio();
for (const discipline of disciplines) {
  const times = await measure(discipline);
  const python = discipline.asyncio && asyncio[discipline.asyncio];
  if (python) times.set("Python's asyncio", python);
  const [[, own] = ['', 1]] = times;
  console.log(`${discipline.title}\n${'-'.repeat(discipline.title.length)}`);
  for (const [name, time] of times) {
    const ratio = name === [...times.keys()][0] ? '' : `${(time / own).toFixed(2)} x`;
    console.log(`${name.padEnd(36)} ${time.toFixed(0).padStart(8)} ns ${ratio.padStart(10)}`);
  }
  console.log();
}
await printGrowth();
