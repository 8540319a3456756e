import { UsageError } from '../runtime/arguments.ts';
import { columns, padded } from '../runtime/transcript.ts';
import { wrap } from '../draw/wrap.ts';
import { commandCalled, commands, type Command } from './commands.ts';

const about =
  'Learn asynchronous TypeScript: read a lesson, predict what its program prints, run it, and solve an exercise that a coach checks.';
const more =
  'A step is a number or a name: 3, 03, 03-promise-all and promise-all are the same. With --json, list and check print JSON for other tools. npm wants options after --, as in: npm start list -- --json';

/** npm start help: all commands; `help check`: how one of them is used. */
export async function help([word]: string[]): Promise<number> {
  const width = Math.min(process.stdout.columns || 80, 100);
  const one = word === undefined ? undefined : commandCalled(word);
  if (word !== undefined && !one)
    throw new UsageError(`There is no command "${word}". All of them: npm start help`);
  const lines = one
    ? usageLines([one], width)
    : [...wrap(about, width), '', ...usageLines(commands, width), '', ...wrap(more, width)];
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

/** How commands are used, what is typed beside what it does, or above it on a narrow terminal. */
export function usageLines(shown: Command[], width: number): string[] {
  const rows = shown.flatMap(({ usage }) =>
    usage.map(([words, does]) => ({ typed: `npm start ${words}`.trimEnd(), does })),
  );
  const left = Math.max(...rows.map(({ typed }) => columns(typed))) + 4;
  if (width < left + 30) return rows.flatMap(({ typed, does }) => [typed, ...wrap(`    ${does}`, width)]);
  return rows.flatMap(({ typed, does }) =>
    wrap(does, width - left - 2).map((line, at) => `  ${padded(at === 0 ? typed : '', left)}${line}`),
  );
}
