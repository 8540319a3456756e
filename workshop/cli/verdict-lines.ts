import { stripVTControlCharacters } from 'node:util';
import { isUntouched, type Step } from '../catalog/steps.ts';
import type { Verdict } from '../coach/verdict.ts';
import { colour } from '../runtime/printer.ts';
import { wrap } from '../draw/wrap.ts';

/**
 * A verdict as text: each claim, and why the first that does not hold does not hold.
 *
 * @param height lines there are at most; what is least needed is left out. No limit when left out.
 */
export function verdictLines(
  step: Step,
  verdict: Verdict,
  { width, height = Infinity }: { width: number; height?: number },
): string[] {
  const { passed, claims, total } = verdict;
  const broken = verdict.broken && plain(verdict.broken);
  const failed = claims.find(({ holds }) => !holds);
  const held = claims.filter(({ holds }) => holds).length;
  const columns = Math.max(20, Math.min(width, 100));
  const short = (text: string) => (text.length > columns ? `${text.slice(0, columns - 1)}…` : text);

  const title = passed
    ? colour.green(`${step.name}: all ${total} claims hold.`)
    : colour.red(
        broken
          ? `${step.name}: it could not be checked to the end.`
          : `${step.name}: ${held} of ${total} claims hold.`,
      );
  const printed = printedLines(verdict).map(short);
  if (passed)
    return [
      title,
      ...printed,
      ...wrap(
        `Compare with the solution: npm start solution ${step.number}. The next step: npm start next`,
        columns,
      ),
    ];

  const untouched =
    !broken && isUntouched(step)
      ? wrap(
          `You have not changed it yet. The task is in ${step.exercise}; this is what it does so far.`,
          columns,
        )
      : [];
  const reason = broken ? wrap(broken, columns) : [];
  const list = claims.map(({ holds, about, text }) => {
    const row = short(`${holds ? ' ok ' : 'FAIL'} ${about}: ${text}`);
    return holds ? colour.green(row) : colour.red(row);
  });
  const what = failed
    ? ['', ...wrap(`${failed.about}: ${failed.text}`, columns).map((row) => colour.bold(row))]
    : [];
  const found = failed?.differences ? wrap(plain(failed.differences), columns) : [];
  const both = failed?.comparison ? ['', ...failed.comparison.split('\n')] : [];
  const drawn = failed?.timelines ? ['', ...failed.timelines.split('\n')] : [];
  const cause = failed?.diagnosis
    ? [
        '',
        colour.yellow(`Likely cause: ${failed.diagnosis.id}`),
        ...wrap(plain(failed.diagnosis.text), columns),
      ]
    : [];
  const hint = failed && !broken ? ['', `A hint: npm start hint ${step.number}`] : [];
  const whole = [
    title,
    ...untouched,
    ...reason,
    ...list,
    ...what,
    ...found,
    ...both,
    ...drawn,
    ...cause,
    ...printed,
    ...hint,
  ];
  if (whole.length <= height) return whole;

  // The cause matters most, then what differs; the timelines or the transcripts get the room that is left.
  const above = [title, ...untouched, ...reason.slice(0, 6), ...what, ...found.slice(0, 4)];
  const room = height - above.length - cause.length - 1;
  const seen = drawn.length > 0 && drawn.length <= room ? drawn : room > 4 ? around(both, room) : [];
  const shown = [...above, ...seen, ...cause].slice(0, height - 1);
  return [...shown, colour.dim(short(`… all of it: npm start check ${step.number}`))];
}

/** The part of a comparison around its marked line. */
function around(rows: string[], room: number): string[] {
  if (rows.length <= room) return rows;
  const marked = Math.max(
    0,
    rows.findIndex((row) => row.startsWith('>')),
  );
  const from = Math.max(2, Math.min(marked - 1, rows.length - (room - 2)));
  return [...rows.slice(0, 2), ...rows.slice(from, from + room - 2)];
}

function printedLines({ printed, printedMore }: Verdict): string[] {
  if (printed.length === 0) return [];
  const shown = printed.slice(0, 5);
  const more = printed.length - shown.length + printedMore;
  return [
    '',
    'Your code printed:',
    ...shown.map((line) => `  ${plain(line)}`),
    ...(more > 0 ? [`  … ${more} more`] : []),
  ];
}

/** What an answer says, without what would move the cursor, ring the bell or clear the screen. */
export function plain(text: string): string {
  return stripVTControlCharacters(text).replace(/(?!\n)\p{Cc}/gu, ' ');
}
