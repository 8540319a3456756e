import { ask, score, type Question } from '../coach/prediction.ts';
import { sayTime } from '../coach/expectation.ts';
import type { Run } from '../runtime/run-program.ts';
import { textOf } from '../catalog/steps.ts';
import { isReal, runExample } from '../catalog/lesson.ts';
import { escaped } from '../draw/text.ts';

/** A prediction that a page asks for and judges by itself, without a server. */
export interface AskedOnPage {
  lines: { at: string; ms: number; lane: string; text: string }[];
  /** The same lines as they are shown at first: places in `lines`. */
  shown: number[];
  /** The numbers that the program draws, which nobody could know: how long who sleeps and works. Mostly none. */
  drawn: string[];
  elapsed: number;
  total: string;
  /** Why line `i` came and not line `j`, if that is the first difference: `why[i][j]`. */
  why: string[][];
  whyTotal: string;
}

// Nobody gives this, so it can be told from what the sentence says besides.
const noTime = -1;

/**
 * Makes the question of a step, with everything there is to say to any answer: a page of the book has nobody to ask.
 *
 * @param seed decides the order in which the lines are shown
 * @param isDrawn whether the program draws its numbers
 */
export function questionOf(run: Run, seed: number, isDrawn = false): AskedOnPage {
  const question = ask(run, seed);
  const right = orderOf(
    question,
    question.lines.map((_, place) => place),
  );
  const why = question.lines.map((_, place) =>
    question.lines.map((_, guess) => (guess <= place ? '' : whyNot(question, run, place, guess))),
  );
  const {
    why: [whyTotal = ''],
  } = score(question, run, right, noTime);
  return {
    lines: question.lines.map(({ at, lane, text }) => ({ at: sayTime(at), ms: at, lane, text })),
    shown: question.shown,
    drawn: isDrawn ? (question.numbers ?? []) : [],
    elapsed: run.elapsed,
    total: sayTime(run.elapsed),
    why,
    whyTotal: whyTotal.replace(`, not ${sayTime(noTime)}`, ''),
  };
}

/** What is said to an answer that is right up to `place`, and has the line `guess` there. */
function whyNot(question: Question, run: Run, place: number, guess: number): string {
  const places = question.lines.map((_, at) => at).filter((at) => at !== guess);
  places.splice(place, 0, guess);
  const { why } = score(question, run, orderOf(question, places), undefined);
  return why[0] ?? '';
}

/** Places in the right order as the numbers that a learner would type. */
function orderOf({ shown }: Question, places: number[]): number[] {
  return places.map((place) => shown.indexOf(place) + 1);
}

/** The question of a step; none where its program runs in real time, prints nothing, or fails. */
export async function questionFor(step: { name: string; number: number }): Promise<AskedOnPage | undefined> {
  if (isReal(step.name)) return undefined;
  const isDrawn = /\brandom\(/.test(textOf(`steps/${step.name}.ts`) ?? '');
  const run = await runExample({ step: step.name, args: [] });
  return run.outcome.kind === 'finished' && run.lines.length > 1
    ? questionOf(run, step.number, isDrawn)
    : undefined;
}

/** The question as a form, which browser/predict.js brings to life. */
export function questionForm(question: AskedOnPage): string {
  const { lines, shown } = question;
  const rows = shown.map((place) => {
    const { lane, text } = lines[place]!;
    const name = escaped(`${lane}: ${text}`);
    return `<li data-place="${place}" draggable="true"><span class="grip" aria-hidden="true">⠿</span>
<span class="line"><b>${escaped(lane)}</b> ${escaped(text)}</span>
<label class="at"><span class="hidden">Time of ${name}</span><input inputmode="decimal" size="4" placeholder="s"></label>
<button type="button" class="up" aria-label="Move up: ${name}">↑</button><button type="button" class="down" aria-label="Move down: ${name}">↓</button>
<span class="said"></span></li>`;
  });
  return `<form class="predict" data-question="${escaped(JSON.stringify(question))}">
<h3>Put the lines in order</h3>
<p>The program prints these lines, in another order. Drag them, or move them with the arrows. Where you can, say at
how many seconds each comes.</p>
${drawnNumbers(question)}<ol>${rows.join('\n')}</ol>
<p><label>The program takes <input class="total" inputmode="decimal" size="4"> seconds in all.</label></p>
<p><button class="main">This is my prediction</button></p>
<div class="result" role="status"></div>
</form>`;
}

/** What is said in the place of a question, and of a player, where a program runs in real time; else nothing. */
export function noQuestion({ name }: { name: string }): string | undefined {
  if (!isReal(name)) return undefined;
  return `<p class="no-question"><b>Why there are no lines to put in order here:</b> this program runs in real time, and sockets,
threads or processes decide when its lines come. They differ from run to run, so there is no one right order, and no event
loop to play step by step. Answer the questions in a word or two, run the program, and compare.</p>`;
}

/** What a program draws, for those who are to predict. */
export function drawnNumbers({ drawn }: AskedOnPage): string {
  if (drawn.length === 0) return '';
  return `<div><p>These are the numbers that it draws:</p><ul>${drawn.map((each) => `<li>${escaped(each)}</li>`).join('')}</ul></div>`;
}
