import { diffArrays } from 'diff';
import { telephone, timelineSvg } from '../draw/timeline-svg.ts';
import type { TitledRun } from '../draw/lanes.ts';
import { escaped } from '../draw/text.ts';
import type { ShownRun } from '../coach/shown-run.ts';
import { sayTime } from '../coach/expectation.ts';
import type { Line } from '../runtime/run-program.ts';

const style = /<style>([^]*?)<\/style>\n?/;

/** A timeline to be put into a page whose content policy allows no style inside it: `timelineCss` has that. */
function timeline(runs: TitledRun[], title: string): string {
  const [wide, small] = [undefined, telephone].map((width) =>
    timelineSvg(runs, { title, ...(width && { width }) }).replace(style, ''),
  );
  return `<div class="wide">${wide}</div><div class="narrow">${small}</div>`;
}

/** The style of all timelines, as a file. */
export function timelineCss(): string {
  const outcome = { kind: 'finished', value: undefined } as const;
  const run = { lines: [], busy: [], endings: [], elapsed: 1, outcome };
  return (style.exec(timelineSvg([{ title: '', run }], { title: '' }))?.[1] ?? '').trim();
}

/** The runs of one claim: the learner's, the solution's where it is known, and the learner's before the last save. */
export interface Compared {
  mine: ShownRun;
  solution?: ShownRun | undefined;
  before?: ShownRun | undefined;
}

/**
 * A run above the solution's, both as a picture on one scale and as transcripts, with their differences.
 *
 * @param lines the address of the answer's lines in that run
 */
export function comparedRuns({ mine, solution, before }: Compared, title: string, lines: string): string {
  const runs = [
    { title: 'Yours', run: mine },
    ...(solution ? [{ title: 'The solution', run: solution }] : []),
  ];
  const changed =
    before && rows(before.lines).join('\n') !== rows(mine.lines).join('\n') ? before : undefined;
  return `<div class="compared"><div class="picture" tabindex="0" role="group" aria-label="${escaped(title)}">${timeline(runs, title)}</div>
${cursor([...mine.lines, ...(solution?.lines ?? [])], lines)}
${transcripts(mine.lines, solution?.lines, changed?.lines)}
${changed ? ghost(mine, changed, title) : ''}</div>`;
}

/** What the last save changed: in a sentence, and for those who unfold it as a picture of both runs on one scale. */
function ghost(mine: ShownRun, before: ShownRun, title: string): string {
  const [then, now] = [before, mine].map(({ elapsed }) => sayTime(elapsed));
  const words =
    then === now
      ? `Before this save it ran another way, in ${then} too`
      : `Before this save it took ${then}, now ${now}`;
  const runs = [
    { title: 'Before this save', run: before },
    { title: 'Now', run: mine },
  ];
  return `<details class="ghost"><summary>${words}</summary><div class="picture" tabindex="0" role="group" aria-label="Before and after this save">${timeline(runs, `${title}, before and after this save`)}</div></details>`;
}

/** One cursor for pictures, transcript and code, which goes from moment to moment; browser/cursor.js moves it. */
function cursor(said: Line[], lines: string): string {
  const moments = [...new Set(said.map(({ at }) => at))]
    .sort((one, other) => one - other)
    .map((ms) => ({ ms, at: sayTime(ms) }));
  if (moments.length < 2) return '';
  return `<p class="cursor"><label>Through time <input type="range" min="0" max="${moments.length}" value="${moments.length}" aria-valuetext="all of it" data-moments="${escaped(JSON.stringify(moments))}"></label> <output></output></p><div class="code-lines" data-src="${escaped(lines)}" hidden></div>`;
}

/** Both transcripts in one, a line each. What only one of them has is marked, in words too. */
function transcripts(mine: Line[], solution: Line[] = mine, before: Line[] = mine): string {
  const known = new Set(rows(before));
  const merged = diffArrays(rows(mine), rows(solution)).flatMap(({ value, added, removed }) =>
    value.map((row) => {
      const [kind, word] = added
        ? ['missing', 'only in the solution']
        : removed
          ? ['extra', 'only in yours']
          : ['same', ''];
      const isNew = !added && !known.has(row) ? ' <i>new</i>' : '';
      const [ms = '', at = '', lane = '', text = ''] = row.split('\u0000');
      const html = `<tr class="${kind}" data-ms="${ms}"><td>${escaped(at)}</td><td>${escaped(lane)}</td><td>${escaped(text)}${isNew}</td><td class="word">${word}</td></tr>`;
      return { ms: Number(ms), html };
    }),
  );
  // What differs comes in the order of time, too: each transcript does, so neither changes.
  const parts = merged.sort((one, other) => one.ms - other.ms).map(({ html }) => html);
  if (parts.length === 0) return '';
  return `<table class="transcript"><thead class="hidden"><tr><th>time</th><th>lane</th><th>text</th><th>difference</th></tr></thead><tbody>${parts.join('\n')}</tbody></table>`;
}

function rows(lines: Line[]): string[] {
  return lines.map(({ at, lane, text }) => [at, sayTime(at), lane, text].join('\u0000'));
}
