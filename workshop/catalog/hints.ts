import { memoryOf, remember } from './progress.ts';
import { textOf, type Step } from './steps.ts';

/** The hints of an exercise: three for each function, from a question to nearly the answer. */
export type Hints = Map<string, string[]>;

/**
 * Reads the block of hints at the end of a solution.
 *
 * @example
 * // Hints
 * //
 * // loadPage
 * // 1. Which of the three calls needs the answer of another one?
 */
export function parseHints(solution: string): Hints {
  const [, block = ''] = solution.split(/^\/\/ Hints[ \t]*$/m);
  const hints: Hints = new Map();
  let own: string[] | undefined;
  for (const line of block.split('\n')) {
    const name = /^\/\/ (\w+)$/.exec(line)?.[1];
    const [, hint] = /^\/\/ \d+\. (.+)$/.exec(line) ?? [];
    const [, more] = /^\/\/ {2,}(.+)$/.exec(line) ?? [];
    if (name) hints.set(name, (own = []));
    else if (hint) own?.push(hint);
    else if (more && own && own.length > 0) own.push(`${own.pop()} ${more}`);
  }
  return hints;
}

export function hintsOf({ solution }: Step): Hints {
  return parseHints(textOf(solution) ?? '');
}

/** One hint more than last time, with those before it. */
export interface NextHint {
  about: string;
  shown: string[];
  /** How many there are. */
  total: number;
}

/**
 * Shows the next hint of a function, and remembers that.
 *
 * @param about the function; when left out, the one that failed last, else the first that has hints left
 * @returns `undefined` when there are no hints for it
 */
export function nextHint(step: Step, about?: string): NextHint | undefined {
  const hints = hintsOf(step);
  const { hints: seen = {}, failing } = memoryOf(step);
  const names = [...hints.keys()];
  const left = names.find((name) => (seen[name] ?? 0) < hints.get(name)!.length);
  const chosen = about ?? (failing !== undefined && hints.has(failing) ? failing : (left ?? names[0]));
  const all = chosen === undefined ? undefined : hints.get(chosen);
  if (chosen === undefined || all === undefined) return undefined;
  const count = Math.min(all.length, (seen[chosen] ?? 0) + 1);
  remember(step, { hints: { ...seen, [chosen]: count } });
  return { about: chosen, shown: all.slice(0, count), total: all.length };
}
