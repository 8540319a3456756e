// Finds the command that was typed, and runs it. Everything that prints, reads the command line or sets the exit status
// is in this folder; what there is to know is worked out in ../coach, ../catalog, ../record and ../draw.

import { UsageError } from '../runtime/arguments.ts';
import { commandCalled, commands, type Command } from './commands.ts';

// The program that reads our lines may stop reading, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  const [command, args] = await find(process.argv.slice(2));
  process.exitCode = (await command.run(args)) || process.exitCode || 0;
} catch (error) {
  if (error instanceof UsageError) process.stderr.write(`${error.message}\n`);
  else {
    const { explainBroken } = await import('../catalog/broken.ts');
    process.stderr.write(
      `${process.env['STACK'] && error instanceof Error ? error.stack : explainBroken(error)}\n`,
    );
  }
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

async function find([first, ...rest]: string[]): Promise<[Command, string[]]> {
  if (first === undefined)
    return [called(process.stdin.isTTY && process.stdout.isTTY ? 'watch' : 'list'), []];
  const command = commandCalled(first);
  if (command && /^--?h(elp)?$/.test(rest[0] ?? '')) return [called('help'), [command.name]];
  if (command) return [command, rest];
  const { findStep } = await import('../catalog/steps.ts');
  if (findStep(first)) return [called('run'), [first, ...rest]];
  throw new UsageError(
    `"${first}" is neither a command nor a step. Commands: ${commands.map(({ name }) => name).join(', ')}. Steps: npm start list`,
  );
}

function called(name: string): Command {
  const command = commandCalled(name);
  if (!command) throw new Error(`There is no command "${name}" in workshop/cli/commands.ts.`);
  return command;
}
