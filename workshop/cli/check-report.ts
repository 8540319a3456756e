import type { Step } from '../catalog/steps.ts';
import type { Verdict } from '../coach/verdict.ts';
import { colour } from '../runtime/printer.ts';
import { printable } from '../runtime/transcript.ts';
import { wrap } from '../draw/wrap.ts';
import { typeLines, verdictLines } from './verdict-lines.ts';

/** What the claims say, in full. */
export function inFull(step: Step, verdict: Verdict, width: number): string {
  return verdictLines(step, verdict, { width }).join('\n');
}

/** What TypeScript says, which comes a moment after the verdict, and what to do next. */
export function whatNext({ number }: Step, verdict: Verdict, columns: number): string {
  const width = Math.min(columns, 100);
  const types = typeLines(verdict, width);
  const next = verdict.passed
    ? `Compare with the solution: npm start solution ${number}. The next step: npm start next`
    : verdict.untouched
      ? `How to begin: npm start next. A hint: npm start hint ${number}`
      : `A hint: npm start hint ${number}`;
  return [...(types.length > 0 ? ['', ...types] : []), '', ...wrap(next, width)].join('\n');
}

/** One of many, in a line: whether it passes, else why not. */
export function oneLine({ name, number }: Step, verdict: Verdict): string {
  const { passed, claims, total, broken, untouched, types = [] } = verdict;
  if (passed) return colour.green(`[x] ${name}`);
  const held = claims.filter(({ holds }) => holds).length;
  const [first] = types;
  const why = untouched
    ? 'not begun'
    : broken !== undefined
      ? printable(broken).split('\n')[0]
      : held === total && first
        ? `${first.place}: ${first.text}`
        : `${held} of ${total} claims hold`;
  return `[ ] ${name}  ${why} (npm start check ${number})`;
}
