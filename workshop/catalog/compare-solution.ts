import { structuredPatch } from 'diff';
import { textOf, type Step } from './steps.ts';

/**
 * The difference between an answer and the solution, a line each: ` ` the same, `-` only in the answer, `+` only in the
 * solution. The comment at the top of each file and the hints are left out.
 *
 * @returns no lines when they are the same; `@@` where equal lines are left out
 */
export function solutionDiff({ exercise, solution }: Step): string[] {
  const mine = body(textOf(exercise) ?? '');
  const theirs = body(textOf(solution) ?? '');
  const { hunks } = structuredPatch('', '', mine, theirs, '', '', { context: 3 });
  return hunks.flatMap(({ lines }) => ['@@', ...lines.filter((line) => !line.startsWith('\\'))]);
}

/** Why the solution works: the comment at its top. */
export function whyItWorks({ solution }: Step): string {
  const [head = ''] = (textOf(solution) ?? '').split(/\n\n(?!\/\/)/);
  const lines = head.split('\n').map((line) => line.replace(/^\/\/ ?/, ''));
  const start = lines.findIndex((line) => /^why/i.test(line));
  return start === -1 ? '' : lines.slice(start).join(' ').trim();
}

/** A file without the comment at its top and without the hints at its end. */
function body(text: string): string {
  const [code = ''] = text.split(/^\/\/ Hints[ \t]*$/m);
  return `${code.replace(/^(\/\/.*\n)+\s*/, '').trimEnd()}\n`;
}
