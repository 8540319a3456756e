import { inspect } from 'node:util';

/**
 * An error in one line, and for an AggregateError one more for each error inside it. With `STACK=1` in the environment
 * the stack follows.
 */
export function explainError(error: unknown): string {
  if (!(error instanceof Error)) return `${inspect(error)} (thrown as it is; an Error would also say where)`;
  if (process.env['STACK']) return error.stack ?? String(error);
  const own = `${error.name}: ${error.message}${placeOf(error)}`;
  if (!(error instanceof AggregateError)) return own;
  const inner = (error.errors as unknown[]).map(
    (each) => `  - ${explainError(each).replaceAll('\n', '\n  ')}`,
  );
  return [own, ...inner].join('\n');
}

/** The first place in the learner's own files that the stack names: ` (steps/07-task-groups.ts:12:9)`. */
function placeOf(error: Error): string {
  const places = error.stack?.match(/[^\s(]+:\d+:\d+/g) ?? [];
  const own = places.find((place) => /[/\\](steps|exercises|solutions)[/\\]/.test(place));
  return own ? ` (${own.replace(/^.*[/\\](steps|exercises|solutions)[/\\]/, '$1/')})` : '';
}
