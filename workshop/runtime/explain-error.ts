import { inspect, types } from 'node:util';
import { fileURLToPath } from 'node:url';
import { printable } from './transcript.ts';

// People throw the oddest things: `undefined`, objects as messages, proxies that throw when they are read. Nothing here
// fails because of what it is given.

/**
 * An error in one line, and for an AggregateError one more for each error inside it. With `STACK=1` in the environment
 * the stack follows.
 */
export function explainError(error: unknown): string {
  if (!isError(error)) return `${inShort(error)} (thrown as it is; an Error would also say where)`;
  if (process.env['STACK']) return readable(() => error.stack) || named(error);
  const place = placeOf(error);
  const own = `${named(error)}${place && ` (${place})`}`;
  const inner = innerErrors(error).map((each) => `  - ${explainError(each).replaceAll('\n', '\n  ')}`);
  return [own, ...inner].join('\n');
}

/** Whether this is an error, also one of another realm. */
export function isError(thrown: unknown): thrown is Error {
  try {
    return thrown instanceof Error || types.isNativeError(thrown);
  } catch {
    return false;
  }
}

/** `RangeError: no milk` */
export function named(error: Error): string {
  return `${readable(() => error.name) || 'Error'}: ${messageOf(error)}`;
}

/** The message of an error, whatever somebody has put there. */
export function messageOf(error: Error): string {
  return readable(() => error.message);
}

/** Anything that was thrown, as short as a line. */
export function inShort(thrown: unknown): string {
  try {
    return printable(
      inspect(thrown, { depth: 1, compact: true, breakLength: Infinity, maxStringLength: 200 }),
    );
  } catch {
    return 'something that cannot be looked at';
  }
}

/** The first place in the lessons and exercises that the stack of an error names, `steps/07-task-groups.ts:12:9`, or nothing. */
export function placeOf(error: Error): string {
  const stack = asPath(readable(() => error.stack));
  const own = /(?:^|[/\\(\s])((?:exercises|steps|solutions)[/\\][^\s:()/\\]+\.ts:\d+(?::\d+)?)/m.exec(stack);
  return own?.[1]?.replaceAll('\\', '/') ?? '';
}

/** `file:///C:/my%20files/…` as a path; what is no such address stays as it is. */
export function asPath(text: string): string {
  return text.replace(/file:\/\/[^\s)]+/g, (address) => {
    try {
      return fileURLToPath(address);
    } catch {
      return address;
    }
  });
}

function innerErrors(error: Error): unknown[] {
  const { errors } = error as Partial<AggregateError>;
  return error instanceof AggregateError && Array.isArray(errors) ? errors : [];
}

function readable(read: () => unknown): string {
  try {
    const text = read();
    return text === undefined ? '' : typeof text === 'string' ? printable(text) : inShort(text);
  } catch {
    return '(it cannot be read)';
  }
}
