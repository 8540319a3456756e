import { UsageError } from '../runtime/arguments.ts';
import { hintsOf, nextHint } from '../catalog/hints.ts';
import { colour } from '../runtime/printer.ts';
import { readWords, stepOrCurrent } from './read-words.ts';
import { wrap } from '../draw/wrap.ts';

/** npm start hint 3 [function]: one hint more than last time. */
export async function hint(args: string[]): Promise<number> {
  const { words } = readWords(args, [], 2);
  const step = await stepOrCurrent(words[0]);
  const names = [...hintsOf(step).keys()];
  const about = words[1];
  if (about !== undefined && !names.includes(about)) {
    throw new UsageError(
      `There are no hints for "${about}" in step ${step.number}. There are for: ${names.join(', ')}.`,
    );
  }
  const found = nextHint(step, about);
  if (!found) {
    process.stdout.write(`Step ${step.number} has no hints.\n`);
    return 0;
  }
  const { shown, total } = found;
  const width = Math.min(process.stdout.columns || 80, 100);
  const lines = [
    colour.bold(`${found.about}: hint ${shown.length} of ${total}`),
    ...shown.flatMap((text, place) => wrap(`${place + 1}. ${text}`, width)),
    ...(shown.length < total
      ? []
      : [`That was the last one. The solution: npm start solution ${step.number} reveal`]),
    ...(names.length > 1
      ? [`For another function: npm start hint ${step.number} ${names.find((name) => name !== found.about)}`]
      : []),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}
