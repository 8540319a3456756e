import { Examiner } from '../coach/examiner.ts';
import { checkTypes, type TypeCheck } from '../coach/types.ts';
import { withTypes, type Verdict } from '../coach/verdict.ts';
import { fingerprint } from '../catalog/progress.ts';
import { recordVerdict } from '../catalog/record-verdict.ts';
import { isUntouched, textOf, type Step } from '../catalog/steps.ts';
import { ClaimRecorder, type RecordedClaim } from './record-claim.ts';
import type { Tell } from './server.ts';
import { headline, shownClaim, workHtml, type Work } from './work-view.ts';

/** After this many ms a check is worth a word. */
const patience = 150;

/**
 * One step, with the pages that show it: its exercise is examined once for all of them, when the first page opens and
 * whenever it is saved. Pages are told `checking` where it takes long, and `view` when there is something new to see.
 */
export class Room {
  readonly #step: Step;
  readonly #barOf: () => string;
  readonly #examiner = new Examiner();
  readonly #examinerOfSolution = new Examiner();
  readonly #recorder: ClaimRecorder;
  readonly #pages = new Set<Tell>();
  #verdict: Verdict | undefined;
  #before: Verdict | undefined;
  #solution: Verdict | undefined;
  #types: TypeCheck | undefined;
  #checks = 0;
  /** What the last check looked at: a save that changes nothing needs no new one. */
  #checked: string | undefined;

  /** @param barOf draws the bar of steps, which a verdict may change */
  constructor(step: Step, barOf: () => string) {
    this.#step = step;
    this.#barOf = barOf;
    this.#recorder = new ClaimRecorder(step);
    void this.check();
    void this.#judgeSolution();
  }

  get work(): Work {
    const isChecking = this.#checked !== 'untouched';
    return {
      step: this.#step,
      verdict: this.#verdict,
      isChecking,
      before: this.#before,
      solution: this.#solution,
    };
  }

  /** Shows a page what there is, and what comes. @returns what to do when it is closed; `true` when it was the last */
  join(tell: Tell): () => boolean {
    this.#pages.add(tell);
    tell('view', this.#view());
    return () => this.#pages.delete(tell) && this.#pages.size === 0;
  }

  /** Looks at the answer as it is in its file now, if that has changed. */
  async check(): Promise<void> {
    const content = contentOf(this.#step);
    if (content === this.#checked) return;
    this.#checked = content;
    this.#recorder.forget();
    this.#checks += 1;
    const mine = this.#checks;
    // What an untouched exercise does is no verdict on anybody.
    if (content === 'untouched') {
      this.#before = this.#verdict = undefined;
      this.#examiner.prepare(this.#step);
      return this.show();
    }
    this.#types?.stop();
    const types = (this.#types = checkTypes([this.#step]));
    const slow = setTimeout(() => this.#tell('checking', {}), patience);
    const judged = await this.#examiner.examine(this.#step, 80, true);
    clearTimeout(slow);
    if (mine !== this.#checks) return;
    this.#before = this.#verdict;
    this.#verdict = judged;
    // Only what passes waits for TypeScript: to be told that it is done, and then that it is not, is no help.
    if (!judged.passed) this.show();
    const verdict = withTypes(judged, await types.problems);
    if (mine !== this.#checks) return;
    this.#verdict = verdict;
    if (content === fingerprint(this.#step)) recordVerdict(this.#step, verdict, content);
    if (judged.passed || verdict.types?.length) this.show();
    this.#examiner.prepare(this.#step);
  }

  /** A run that is shown, with its event loop; `undefined` where no such run is: nothing runs that a save has not run. */
  record(claim: number, place: number): Promise<RecordedClaim> | undefined {
    return this.#verdict?.claims[claim]?.runs?.[place] && this.#recorder.record(claim, place);
  }

  /** Shows all pages anew what there is. */
  show(): void {
    this.#tell('view', this.#view());
  }

  close(): void {
    this.#checks += 1;
    this.#types?.stop();
    this.#recorder.forget();
    this.#examiner.close();
    this.#examinerOfSolution.close();
  }

  #view(): object {
    const verdict = this.#verdict;
    return {
      html: workHtml(this.work),
      bar: this.#barOf(),
      said: verdict ? headline(verdict) : '',
      claim: verdict ? shownClaim(verdict) : 0,
      isDone: verdict?.passed ?? false,
    };
  }

  #tell(event: string, data: object): void {
    for (const tell of this.#pages) tell(event, data);
  }

  /** The solution's runs are the same each time, so they are made once, beside the first check. */
  async #judgeSolution(): Promise<void> {
    const examiner = this.#examinerOfSolution;
    const { exercise: _, solution, ...rest } = this.#step;
    this.#solution = await examiner.examine({ ...rest, solution, exercise: solution }, 80, true);
    examiner.close();
    if (this.#verdict) this.show();
  }
}

/** What tells whether an answer has changed. */
function contentOf(step: Step): string {
  try {
    if (textOf(step.exercise) === undefined) return 'none';
    return isUntouched(step) ? 'untouched' : fingerprint(step);
  } catch {
    return 'unreadable';
  }
}
