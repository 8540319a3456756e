import { parseArgs } from 'node:util';

/** A command line that a program cannot use. `run` prints its message and ends with status 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** How one argument of a command line is read. */
export interface Setting<T> {
  /** What the program gets when nothing is given. */
  default: T;
  /** What is accepted, in words. */
  accepts: string;
  /** The value, or `undefined` for a text that is not accepted. */
  read(text: string): T | undefined;
}

/** A time: given in seconds, from 0 to 60 in steps of 0.1; the program gets milliseconds. */
export function seconds(byDefault: number): Setting<number> {
  return {
    default: byDefault * 1000,
    accepts: 'seconds from 0 to 60, such as 2 or 0.5',
    read: (text) =>
      /^\d+(\.\d)?$/.test(text) && Number(text) <= 60 ? Math.round(Number(text) * 1000) : undefined,
  };
}

/** A whole number from 1 to `most`. */
export function count(byDefault: number, most = 1000): Setting<number> {
  return {
    default: byDefault,
    accepts: `a whole number from 1 to ${most}`,
    read: (text) =>
      /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= most ? Number(text) : undefined,
  };
}

/** One of a few words; the first when nothing is given. */
export function choice<Word extends string>(first: Word, ...others: Word[]): Setting<Word> {
  return {
    default: first,
    accepts: `${[first, ...others.slice(0, -1)].join(', ')} or ${others.at(-1)}`,
    read: (text) => [first, ...others].find((word) => word === text),
  };
}

/**
 * Reads the arguments of a step: in their order, or by name (`--milk 2`).
 *
 * @param args what `main` was given
 * @param known the settings by name, each made by `seconds`, `count` or `choice`
 * @returns the value for each name
 * @throws UsageError one line that says what was given and what is accepted
 *
 * @example
 * const { milk, bread } = settings(args, { milk: seconds(1), bread: seconds(2) });
 */
export function settings<Values extends Record<string, unknown>>(
  args: string[],
  known: { [Name in keyof Values]: Setting<Values[Name]> },
): Values {
  const names = Object.keys(known);
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  const { values, positionals, tokens } = parseArgs({
    args,
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const usage =
    names.length === 0
      ? 'This program takes no arguments.'
      : `It takes ${names.map((name) => `${name} (${known[name]!.accepts})`).join(', ')}.`;

  for (const token of tokens) {
    if (token.kind === 'option' && !names.includes(token.name)) {
      throw new UsageError(`${token.rawName} is not a setting of this program. ${usage}`);
    }
  }
  const tooMany = positionals[names.length];
  if (tooMany !== undefined) throw new UsageError(`"${tooMany}" is one argument too many. ${usage}`);

  const read = (name: string, place: number) => {
    const setting = known[name]!;
    const given = values[name] ?? positionals[place];
    if (given === undefined) return setting.default;
    const value = typeof given === 'string' ? setting.read(given) : undefined;
    if (value === undefined) {
      const what = typeof given === 'string' ? `"${given}"` : 'nothing';
      throw new UsageError(`${name} takes ${setting.accepts}; it was given ${what}.`);
    }
    return value;
  };
  return Object.fromEntries(names.map((name, place) => [name, read(name, place)])) as Values;
}
