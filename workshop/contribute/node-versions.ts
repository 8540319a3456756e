import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// npm run node-versions: the whole suite on every supported Node. With versions after it, on those: node-versions 22 26
// The binaries come from npm, as packages of one file each, into .workshop/node-versions.

const root = fileURLToPath(new URL('../../', import.meta.url));
const cache = join(root, '.workshop', 'node-versions');
const supported = ['20.19', '22', '24', '26'];
const windows = process.platform === 'win32';

interface Figures {
  wanted: string;
  node: string;
  passed: boolean;
  seconds: number;
  tests: string;
}

/** Where the binary of one version is; installed when it is not there yet. */
async function binary(wanted: string): Promise<string> {
  const system = windows ? 'win' : process.platform;
  const name = `node-${system}-${process.arch}`;
  const folder = join(cache, wanted);
  const bin = join(folder, 'node_modules', name, 'bin');
  if (!existsSync(bin)) {
    mkdirSync(folder, { recursive: true });
    // A project of its own, so that npm installs here and not in the workshop.
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    const npm = process.env['npm_execpath'];
    if (!npm)
      throw new Error('Start it through npm, which then installs the binaries: npm run node-versions');
    const args = ['install', '--no-save', '--no-package-lock', '--ignore-scripts', `${name}@${wanted}`];
    const { status, output } = await run(process.execPath, [npm, ...args], folder);
    if (status !== 0) {
      const [why = ''] = output.split('\n').filter((line) => /error code|404/.test(line));
      throw new Error(`npm has no ${name}@${wanted} for us: ${why.trim()}`);
    }
  }
  return bin;
}

function run(
  command: string,
  args: string[],
  cwd: string,
  env = process.env,
): Promise<{ status: number; output: string }> {
  const child = spawn(command, args, { cwd, env });
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status: status ?? 1, output }));
  });
}

async function suiteOn(wanted: string): Promise<Figures> {
  const bin = await binary(wanted);
  const node = join(bin, windows ? 'node.exe' : 'node');
  // First in the path, so that what the tests start is this version too.
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH']}`, NO_COLOR: '1' };
  const { output: version } = await run(node, ['--version'], root, env);
  const before = performance.now();
  const vitest = join('node_modules', 'vitest', 'vitest.mjs');
  const { status, output } = await run(node, [vitest, 'run'], root, env);
  const seconds = (performance.now() - before) / 1000;
  const tests = /^\s*Tests\s+(.*)$/m.exec(output)?.[1] ?? 'no test ran';
  if (status !== 0) console.log(output.slice(-20_000));
  return { wanted, node: version.trim(), passed: status === 0, seconds, tests };
}

const unknown = process.argv.slice(2).find((version) => !/^\d+(\.\d+){0,2}$/.test(version));
if (unknown !== undefined) {
  console.error(`A version is written like 22 or 20.19; it was given "${unknown}".`);
  process.exit(2);
}
const versions = process.argv.length > 2 ? process.argv.slice(2) : supported;
for (const version of versions) {
  // Not every version is there for every system; the others are still worth a run.
  const figures = await suiteOn(version).catch((error: Error) => error.message);
  if (typeof figures === 'string') {
    console.log(`Node ${version.padEnd(6)} ${'–'.padEnd(10)} not run: ${figures}`);
    process.exitCode = 1;
    continue;
  }
  const { wanted, node, passed, seconds, tests } = figures;
  const verdict = passed ? 'green' : 'RED';
  console.log(
    `Node ${wanted.padEnd(6)} ${node.padEnd(10)} ${verdict.padEnd(6)} ${seconds.toFixed(1).padStart(5)} s  ${tests}`,
  );
  if (!passed) process.exitCode = 1;
}
