import { hintsOf } from '../catalog/hints.ts';
import { memoryOf } from '../catalog/progress.ts';
import { stepAfter } from '../catalog/current.ts';
import { lessonOf, type Step } from '../catalog/steps.ts';
import { solutionDiff, whyItWorks } from '../catalog/compare-solution.ts';
import type { ClaimResult, Verdict } from '../coach/verdict.ts';
import { escaped } from '../draw/text.ts';
import { withCode } from './highlight.ts';
import { comparedRuns } from './picture.ts';
import { addressOfRun, foldedPlayer } from './run-view.ts';

/** What there is to show of somebody's work on a step. */
export interface Work {
  step: Step;
  /** None while nothing has been judged: `isChecking` says whether it is about to be. */
  verdict: Verdict | undefined;
  isChecking: boolean;
  /** The verdict before that one. */
  before?: Verdict | undefined;
  /** What the claims say of the solution. */
  solution?: Verdict | undefined;
}

/** The claim that is shown unless another is asked for: the first that does not hold. */
export function shownClaim({ claims }: Verdict): number {
  return Math.max(
    0,
    claims.findIndex(({ holds }) => !holds),
  );
}

/** The learner's side of the page: the verdict, its cause, the claims, the hints. */
export function workHtml(work: Work): string {
  const { step, verdict, isChecking } = work;
  if (!verdict && isChecking) return '<h2 id="verdict" data-outcome="none">Checking…</h2>';
  if (!verdict) return welcome(step);
  const failed = verdict.claims.some(({ holds }) => !holds);
  return [
    `<h2 id="verdict" data-outcome="${verdict.passed ? 'passed' : 'failed'}">${escaped(headline(verdict))}</h2>`,
    verdict.passed ? done(step) : '',
    verdict.broken ? `<p class="cause">${withCode(verdict.broken)}</p>` : '',
    failed ? '' : types(verdict),
    chips(verdict),
    `<div id="claim">${verdict.claims.length > 0 ? claimHtml(work, shownClaim(verdict)) : ''}</div>`,
    failed ? types(verdict) : '',
    printed(verdict),
    failed ? hints(step, verdict) : '',
    '<div id="solution"></div>',
  ].join('\n');
}

/** The verdict in a line, as it is read out. */
export function headline({ passed, broken, claims, total }: Verdict): string {
  if (passed) return `All ${total} claims hold`;
  if (broken) return 'It could not be checked to the end';
  if (claims.length === total && claims.every(({ holds }) => holds))
    return 'All claims hold, but TypeScript objects';
  return `${claims.filter(({ holds }) => holds).length} of ${total} claims hold`;
}

function welcome({ exercise, number }: Step): string {
  return `<h2 id="verdict" data-outcome="open">Your turn</h2>
<p>Read the lesson, and make your prediction. Then open <code>${escaped(exercise)}</code> in your editor: the comments in it
are the task. It is checked whenever you save it, and this side shows what your code did.</p>
<p>In a terminal the same is <code>npm start ${number}</code>.</p>
<div id="solution"></div>`;
}

function done(step: Step): string {
  const { abilities } = lessonOf(step);
  const next = stepAfter(step);
  const on = next
    ? `<a id="next" class="button" href="${next.name}.html">Step ${next.number}: ${escaped(lessonOf(next).title)} <kbd>n</kbd></a>`
    : 'That was the last one: all exercises are done. Well done!';
  const can =
    abilities.length > 0
      ? `<p>You can now</p><ul>${abilities.map((each) => `<li>${withCode(each)}</li>`).join('')}</ul>`
      : '';
  return `<div class="done">${can}<p>${on}</p></div>`;
}

/** What TypeScript says: an answer with type errors is not done. */
function types({ types: found = [] }: Verdict): string {
  if (found.length === 0) return '';
  const items = found.map(({ place, text }) => `<li><code>${escaped(place)}</code> ${withCode(text)}</li>`);
  return `<section class="types" aria-label="Types"><p><b>TypeScript says</b></p><ul>${items.join('')}</ul></section>`;
}

/** The claims as small buttons, one row a function. Shape, colour and words say which hold. */
function chips({ claims }: Verdict): string {
  const shown = claims.findIndex(({ holds }) => !holds);
  const names = [...new Set(claims.map(({ about }) => about))];
  const rows = names.map((name) => {
    const own = claims.flatMap(({ about, text, holds }, at) =>
      about === name
        ? [
            `<button type="button" class="chip ${holds ? 'holds' : 'fails'}" data-claim="${at}" aria-pressed="${at === Math.max(0, shown)}" title="${escaped(text)}"><span aria-hidden="true">${holds ? '✓' : '✗'}</span> ${at + 1}<span class="hidden"> ${holds ? 'holds' : 'does not hold'}: ${escaped(text)}</span></button>`,
          ]
        : [],
    );
    return `<li><span class="about">${escaped(name)}</span> ${own.join('')}</li>`;
  });
  return `<ul class="claims" aria-label="Claims">${rows.join('\n')}</ul>`;
}

/** One claim: the cause first, then what was found, then the runs. */
export function claimHtml({ step, verdict, solution, before }: Work, at: number): string {
  const claim = verdict?.claims[at];
  if (!claim) return '';
  const others = [solution?.claims[at], before?.claims[at]].map((each) =>
    each?.text === claim.text ? each.runs : [],
  );
  const pictures = (claim.runs ?? []).map((mine, place) => {
    const address = addressOfRun(step, at, place);
    const title = `${claim.about}: ${claim.text}${place > 0 ? ` (run ${place + 1})` : ''}`;
    const runs = { mine, solution: others[0]?.[place], before: others[1]?.[place] };
    return comparedRuns(runs, title, address.lines) + foldedPlayer(address);
  });
  return `<h3>${escaped(claim.about)}: ${withCode(claim.text)}</h3>${cause(claim)}${pictures.join('\n')}`;
}

function cause({ holds, diagnosis, differences = '' }: ClaimResult): string {
  if (holds) return '<p class="holds">This holds.</p>';
  const found = `<p class="found">${withCode(differences)}</p>`;
  if (!diagnosis) return found;
  return `<div class="cause"><p><b>Likely cause: ${escaped(diagnosis.id)}</b></p><p>${withCode(diagnosis.text)}</p></div>${found}`;
}

function hints(step: Step, { claims }: Verdict): string {
  const about = claims.find(({ holds }) => !holds)?.about ?? '';
  const all = hintsOf(step).get(about) ?? [];
  const seen = all.slice(0, memoryOf(step).hints?.[about] ?? 0);
  if (all.length === 0) return '';
  const more =
    seen.length < all.length
      ? `<button type="button" id="hint" data-about="${escaped(about)}">Hint ${seen.length + 1} of ${all.length} <kbd>h</kbd></button>`
      : '<p>That was the last hint.</p>';
  return `<section class="hints" aria-label="Hints"><ol>${seen.map((each) => `<li>${withCode(each)}</li>`).join('')}</ol>${more}</section>`;
}

function printed({ printed: lines, printedMore }: Verdict): string {
  if (lines.length === 0) return '';
  const more = printedMore > 0 ? `\n… ${printedMore} more` : '';
  return `<details class="printed" open><summary>Your code printed</summary><pre tabindex="0" aria-label="Your code printed">${escaped(lines.join('\n') + more)}</pre></details>`;
}

/** The answer beside the solution, and why that works. */
export function solutionHtml(step: Step): string {
  const lines = solutionDiff(step).map((line) => {
    const kind = line.startsWith('+')
      ? 'added'
      : line.startsWith('-')
        ? 'removed'
        : line === '@@'
          ? 'gap'
          : 'same';
    return `<span class="${kind}">${escaped(line)}</span>`;
  });
  const same = '<p>Your answer is the solution, to the letter.</p>';
  const diff = `<p><code>-</code> yours, <code>+</code> the solution</p><pre class="diff" tabindex="0" aria-label="The difference">${lines.join('\n')}</pre>`;
  return `<section aria-label="Solution"><h3>The solution</h3><p>${withCode(whyItWorks(step))}</p>${lines.length > 0 ? diff : same}</section>`;
}
