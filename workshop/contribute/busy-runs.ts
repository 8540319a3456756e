import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// npm run busy-runs: the whole suite fifty times, while every core is kept busy. npm run busy-runs 5: five times.
// A test that sometimes fails says something untrue, so there are no retries here: find out why, and mend it.

const root = fileURLToPath(new URL('../../', import.meta.url));
const given = process.argv[2] ?? '50';
if (!/^[1-9]\d{0,3}$/.test(given)) {
  console.error(`busy-runs takes how often, a whole number from 1 to 9999; it was given "${given}".`);
  process.exit(2);
}
const times = Number(given);

// They end with us: when the pipe to us closes, and if all else fails after an hour.
const busy =
  'process.stdin.resume().on("close", () => process.exit()); setTimeout(() => process.exit(), 3_600_000).unref();' +
  '(function work() { const end = Date.now() + 50; while (Date.now() < end); setImmediate(work); })();';
const hogs = Array.from({ length: availableParallelism() }, () =>
  spawn(process.execPath, ['-e', busy], { stdio: ['pipe', 'ignore', 'ignore'] }),
);

function suite(): Promise<{ status: number; output: string }> {
  const vitest = join('node_modules', 'vitest', 'vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', '--project', 'workshop'], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1' },
  });
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  return new Promise((resolve) => {
    child.on('close', (status) => resolve({ status: status ?? 1, output }));
  });
}

const failures = new Map<string, number>();
let green = 0;
const before = performance.now();
try {
  for (let i = 1; i <= times; i += 1) {
    const { status, output } = await suite();
    if (status === 0) green += 1;
    const failed = new Set([...output.matchAll(/^ ?FAIL +(.*)$/gm)].map(([, test]) => test!.trim()));
    if (status !== 0 && failed.size === 0) failed.add(output.slice(-2000));
    for (const test of failed) failures.set(test, (failures.get(test) ?? 0) + 1);
    console.log(`run ${i} of ${times}: ${status === 0 ? 'green' : `RED\n  ${[...failed].join('\n  ')}`}`);
  }
} finally {
  for (const hog of hogs) hog.kill();
}
const minutes = (performance.now() - before) / 60_000;
console.log(
  `${green} of ${times} runs green, with ${hogs.length} busy processes beside them, in ${minutes.toFixed(1)} minutes`,
);
for (const [test, count] of failures) console.log(`  ${count} times red: ${test}`);
if (green < times) process.exitCode = 1;
