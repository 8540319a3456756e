import { parseArgs } from 'node:util';

/** A command line that a program cannot use. `run` prints its message and ends with status 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** How one number of a command line is read. */
export interface Setting {
  /** What the program gets when nothing is given. */
  default: number;
  /** What is accepted, in words. */
  accepts: string;
  /** The number, or `undefined` for a text that is not accepted. */
  read(text: string): number | undefined;
}

/** A time: given in seconds, from 0 to 60 in steps of 0.1; the program gets milliseconds. */
export function seconds(byDefault: number): Setting {
  return {
    default: byDefault * 1000,
    accepts: 'seconds from 0 to 60, such as 2 or 0.5',
    read: (text) => (/^\d+(\.\d)?$/.test(text) && Number(text) <= 60 ? Math.round(Number(text) * 1000) : undefined),
  };
}

/** A whole number from 1 to `most`. */
export function count(byDefault: number, most = 1000): Setting {
  return {
    default: byDefault,
    accepts: `a whole number from 1 to ${most}`,
    read: (text) => (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= most ? Number(text) : undefined),
  };
}

/**
 * Reads the numbers that a step takes: in their order, or by name (`--milk 2`).
 *
 * @param args what `main` was given
 * @param known the settings by name, each made by `seconds` or `count`
 * @returns the number for each name
 * @throws UsageError one line that says what was given and what is accepted
 *
 * @example
 * const { milk, bread } = settings(args, { milk: seconds(1), bread: seconds(2) });
 */
export function settings<Name extends string>(args: string[], known: Record<Name, Setting>): Record<Name, number> {
  const names = Object.keys(known) as Name[];
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  const { values, positionals, tokens } = parseArgs({ args, options, allowPositionals: true, strict: false, tokens: true });
  const usage = `It takes ${names.map((name) => `${name} (${known[name].accepts})`).join(', ')}.`;

  for (const token of tokens) {
    if (token.kind === 'option' && !names.includes(token.name as Name)) {
      throw new UsageError(`${token.rawName} is not a setting of this program. ${usage}`);
    }
  }
  const tooMany = positionals[names.length];
  if (tooMany !== undefined) throw new UsageError(`"${tooMany}" is one number too many. ${usage}`);

  const read = (name: Name, place: number) => {
    const setting = known[name];
    const given = values[name] ?? positionals[place];
    if (given === undefined) return setting.default;
    const number = typeof given === 'string' ? setting.read(given) : undefined;
    if (number === undefined) {
      const what = typeof given === 'string' ? `"${given}"` : 'nothing';
      throw new UsageError(`${name} takes ${setting.accepts}; it was given ${what}.`);
    }
    return number;
  };
  return Object.fromEntries(names.map((name, place) => [name, read(name, place)])) as Record<Name, number>;
}
