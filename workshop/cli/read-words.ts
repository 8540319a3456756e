import { parseArgs } from 'node:util';
import { UsageError } from '../runtime/arguments.ts';
import { stepCalled, type Step } from '../catalog/steps.ts';

/** What follows a command: plain words, and those of its switches that were set. */
export interface Words {
  words: string[];
  set: Set<string>;
}

/**
 * Reads what follows a command. A switch may be written `--all` or `all`: npm keeps options for itself unless they come
 * after `--`, and passes them on only in the environment, which is looked at too.
 *
 * @param switches the switches that the command knows
 * @throws UsageError for anything else that looks like an option
 */
export function readWords(args: string[], switches: string[], most: number): Words {
  const options = Object.fromEntries(switches.map((name) => [name, { type: 'boolean' as const }]));
  const { tokens } = parseArgs({ args, options, allowPositionals: true, strict: false, tokens: true });
  const set = new Set(switches.filter((name) => process.env[`npm_config_${name}`] === 'true'));
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'option') {
      if (!switches.includes(token.name)) {
        const known =
          switches.length > 0
            ? `It knows ${switches.map((name) => `--${name}`).join(' and ')}.`
            : 'It has no options.';
        throw new UsageError(`${token.rawName} is not an option of this command. ${known}`);
      }
      set.add(token.name);
    } else if (token.kind === 'positional') {
      if (switches.includes(token.value)) set.add(token.value);
      else words.push(token.value);
    }
  }
  const tooMany = words[most];
  if (tooMany !== undefined)
    throw new UsageError(`"${tooMany}" is one word too many here. How it is used: npm start help`);
  return { words, set };
}

/** The step that the first word names; without a word, the one to work on now. */
export async function stepOrCurrent(word: string | undefined): Promise<Step> {
  if (word !== undefined) return stepCalled(word);
  const { currentStep } = await import('../catalog/current.ts');
  const step = currentStep();
  if (!step) throw new UsageError('All exercises are done. Name a step: npm start list');
  return step;
}
