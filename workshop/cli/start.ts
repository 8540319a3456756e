// npm start: finds the command and runs it. Everything that prints, reads the command line or sets the exit status is in
// this folder; what there is to know is worked out in ../coach, ../catalog, ../record and ../draw.

import { UsageError } from '../runtime/arguments.ts';

/** Each command is a file of its own here, which exports a function of the same name. */
const commands = [
  'watch',
  'run',
  'check',
  'list',
  'hint',
  'solution',
  'reset',
  'predict',
  'next',
  'timeline',
  'loop',
  'help',
];

type Command = (args: string[]) => Promise<number>;

// The program that reads our lines may stop reading, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  process.exitCode = (await start(process.argv.slice(2))) || process.exitCode || 0;
} catch (error) {
  if (error instanceof UsageError) process.stderr.write(`${error.message}\n`);
  else {
    const { explainBroken } = await import('../coach/broken.ts');
    process.stderr.write(
      `${process.env['STACK'] && error instanceof Error ? error.stack : explainBroken(error)}\n`,
    );
  }
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

async function start([first, ...rest]: string[]): Promise<number> {
  if (first === undefined) return call(process.stdin.isTTY && process.stdout.isTTY ? 'watch' : 'list', []);
  const word = first.replace(/^--?/, '');
  if (word === 'h') return call('help', rest);
  if (commands.includes(word)) return call(word, rest);
  const { findStep } = await import('../catalog/steps.ts');
  if (findStep(first)) return call('run', [first, ...rest]);
  throw new UsageError(
    `"${first}" is neither a command nor a step. Commands: ${commands.join(', ')}. Steps: npm start list`,
  );
}

async function call(name: string, args: string[]): Promise<number> {
  const file = new URL(`./${name}.ts`, import.meta.url);
  const module = (await import(file.href)) as Record<string, Command>;
  const command = module[name];
  if (!command) throw new Error(`workshop/cli/${name}.ts exports no function "${name}".`);
  return command(args);
}
