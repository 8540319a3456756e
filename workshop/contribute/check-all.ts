import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// npm run check: what the tests do not look at. `npm run check fix` writes the formatting instead of asking for it.

interface Check {
  name: string;
  /** A script, by its path below the root, and its arguments. */
  command: string[];
  /** What to do when it is not content. */
  advice: string;
}

const here = new URL('./', import.meta.url);
const root = fileURLToPath(new URL('../../', here));
const config = (file: string) => `workshop/contribute/${file}`;
const tool = (script: string) => `workshop/contribute/node_modules/${script}`;

const format = [tool('oxfmt/bin/oxfmt'), '--config', '.oxfmtrc.json'];

const checks: Check[] = [
  {
    name: 'formatting',
    command: [...format, '--list-different'],
    advice: 'Run "npm run check fix" and commit what it changed.',
  },
  {
    name: 'spelling',
    command: [
      tool('cspell/bin.mjs'),
      ...['--no-progress', '--no-summary', '--no-config-search', '--config', config('cspell.json')],
    ],
    advice: `Correct the word, or, if it is a real one, add it to "words" in ${config('cspell.json')}.`,
  },
  {
    name: 'links',
    command: [
      tool('remark-cli/cli.js'),
      ...['.', '--no-config', '--rc-path', config('remark.json')],
      ...['--frail', '--quiet', '--no-stdout', '--no-color'],
    ],
    advice: 'Let the link name a file, and a heading, that exist.',
  },
  {
    name: 'unused',
    command: [tool('knip/bin/knip.js'), '--config', config('knip.json'), '--no-progress'],
    advice: `Remove what nobody uses, or make it @internal. A file that is started by hand goes into ${config('knip.json')}.`,
  },
  {
    name: 'answers',
    command: ['node_modules/vitest/vitest.mjs', 'run', '--project', 'answers'],
    advice: 'Look at one exercise by itself: npx vitest run --project answers 03',
  },
  {
    name: 'processes',
    command: ['node_modules/vitest/vitest.mjs', 'run', '--project', 'processes'],
    advice: 'Run the test that failed by itself: npx vitest run --project processes part-of-its-name',
  },
  {
    name: 'durable',
    command: ['--import', 'tsx', 'workshop/durable/proof.ts', '2', '60'],
    advice:
      'Its packages are installed with: npm ci --prefix workshop/durable. It kills shops, and counts orders.',
  },
];

function run([script, ...args]: string[]): Promise<{ status: number; output: string }> {
  const child = spawn(process.execPath, [script ?? '', ...args], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1' },
  });
  const output: string[] = [];
  child.stdout.on('data', (data: Buffer) => output.push(data.toString()));
  child.stderr.on('data', (data: Buffer) => output.push(data.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status: status ?? 1, output: output.join('').trim() }));
  });
}

async function check({ name, command, advice }: Check): Promise<boolean> {
  const { status, output } = await run(command);
  if (status === 0) console.log(`${name.padEnd(10)}  ok`);
  else console.log(`${name.padEnd(10)}  not right\n\n${output}\n\n  What to do: ${advice}\n`);
  return status === 0;
}

async function main(argument: string | undefined): Promise<number> {
  if (argument !== undefined && argument !== 'fix') {
    console.error(`npm run check takes nothing, or "fix"; it was given "${argument}".`);
    return 2;
  }
  if (!existsSync(new URL('node_modules/', here))) {
    console.error('The tools of contributors are not installed. Run: npm ci --prefix workshop/contribute');
    return 2;
  }
  if (argument === 'fix') {
    const { status, output } = await run([...format, '--write']);
    if (output) console.log(output);
    return status;
  }
  const results = await Promise.all(checks.map(check));
  return results.every(Boolean) ? 0 : 1;
}

process.exitCode = await main(process.argv[2]);
