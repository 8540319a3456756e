import { watch as watchFiles } from 'chokidar';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../runtime/arguments.ts';
import { currentStep, stepAfter } from '../catalog/current.ts';
import { Examiner } from '../coach/examiner.ts';
import { nextHint } from '../catalog/hints.ts';
import { fingerprint, stateOf } from '../catalog/progress.ts';
import { recordVerdict } from '../catalog/record-verdict.ts';
import { reset } from '../catalog/reset-exercise.ts';
import { allSteps, stepCalled, textOf, urlOf, type Step } from '../catalog/steps.ts';
import type { Verdict } from '../coach/verdict.ts';
import { explainBroken } from '../coach/broken.ts';
import { Terminal } from './terminal.ts';
import { drawWatch } from './watch-screen.ts';
import { readWords } from './read-words.ts';

const welcome =
  'New here? Read the lesson first, press r to see its program run, then solve the exercise in your editor: every save ' +
  'is checked here. q leaves, and nothing is lost.';

/** npm start: the exercise to work on now, checked whenever it is saved. Needs a terminal; `q` or Ctrl-C leaves. */
export async function watch(args: string[]): Promise<number> {
  const { words } = readWords(args, [], 1);
  if (!process.stdin.isTTY || !process.stdout.isTTY)
    throw new UsageError('watch needs a terminal. Without one: npm start check');
  const step = words[0] === undefined ? (currentStep() ?? allSteps().at(-1)) : stepCalled(words[0]);
  if (!step) throw new UsageError('There are no steps here: the folder steps/ is empty.');
  return new Watch(step).run();
}

class Watch {
  readonly #examiner = new Examiner();
  readonly #terminal = new Terminal(
    (key) => void this.#press(key).catch((error: unknown) => this.#say([explainBroken(error)])),
  );
  #step: Step;
  #verdict: Verdict | undefined;
  #note: string[] = [];
  #checks = 0;
  #checking = false;
  /** What the last check looked at: a save that changes nothing needs no new one. */
  #checked: string | undefined;
  #again: NodeJS.Timeout | undefined;
  /** The key that must be pressed once more to do what it says. */
  #armed = '';
  /** Another program has the terminal. */
  #away = false;
  #leave: (status: number) => void = () => {};

  constructor(step: Step) {
    this.#step = step;
  }

  async run(): Promise<number> {
    const left = new Promise<number>((resolve) => (this.#leave = resolve));
    const files = watchFiles(fileURLToPath(urlOf('exercises/')), {
      ignoreInitial: true,
      depth: 0,
      atomic: 20,
    });
    files.on('all', (_event, path) => this.#saved(path));
    files.on('error', (error) => this.#say([`Saves are not seen: ${explainBroken(error)}`]));
    const redraw = () => this.#draw();
    process.stdout.on('resize', redraw);
    process.stdin.once('end', () => this.#leave(0));
    for (const [signal, status] of [
      ['SIGTERM', 143],
      ['SIGHUP', 129],
      ['SIGINT', 130],
    ] as const) {
      process.on(signal, () => (signal === 'SIGINT' && this.#away ? undefined : this.#leave(status)));
    }
    this.#terminal.open();
    if (allSteps().every((step) => stateOf(step) === 'open')) this.#note = [welcome];
    void this.#check(true);
    const status = await left;
    // A verdict that comes now comes too late.
    this.#checks += 1;
    process.stdout.removeListener('resize', redraw);
    this.#terminal.close();
    this.#examiner.close();
    await files.close();
    clearTimeout(this.#again);
    process.stdout.write(`\nTo come back: npm start\n`);
    return status;
  }

  #saved(path: string): void {
    if (!path.endsWith(`${this.#step.name}.ts`)) return;
    // An editor may empty a file before it writes it. If you really emptied it, you get the answer a moment later.
    if (textIn(this.#step)?.trim()) void this.#check();
    // And of two saves within 50 ms we are told of the first only, so we look once more.
    clearTimeout(this.#again);
    this.#again = setTimeout(() => void this.#check(), 100);
  }

  async #check(first = false): Promise<void> {
    const content = textIn(this.#step) === undefined ? 'none' : fingerprint(this.#step);
    if (content === this.#checked) return;
    this.#checked = content;
    this.#checks += 1;
    const mine = this.#checks;
    const step = this.#step;
    this.#checking = true;
    if (!this.#verdict) this.#draw();
    const verdict = await this.#examiner.examine(step, this.#terminal.columns);
    if (mine !== this.#checks) return;
    this.#checking = false;
    this.#verdict = verdict;
    if (!first) this.#note = [];
    if (content === fingerprint(step)) recordVerdict(step, verdict, content);
    this.#draw();
    this.#examiner.prepare(step);
  }

  #draw(): void {
    if (this.#away) return;
    const states = allSteps().map(stateOf);
    const done = states.filter((state) => state === 'done').length;
    const [step, verdict, checking, note] = [this.#step, this.#verdict, this.#checking, this.#note];
    this.#terminal.show(
      drawWatch({ step, verdict, checking, note, done, steps: states.length }, this.#terminal),
    );
  }

  #say(note: string[]): void {
    this.#note = note;
    this.#draw();
  }

  async #press(key: string): Promise<void> {
    const again = this.#armed === key;
    this.#armed = '';
    const number = String(this.#step.number);
    if (key === 'q') this.#leave(0);
    else if (this.#away) return;
    else if (key === 'n') this.#next();
    else if (key === 'h') this.#hint();
    else if (key === 'p') await this.#call(['predict', number]);
    else if (key === 'r') await this.#call([number]);
    else if (key === 'l') await this.#call(['list']);
    else if (key === 's' && (stateOf(this.#step) === 'done' || again))
      await this.#call(['solution', number, 'reveal']);
    else if (key === 's')
      this.#arm(key, 'Your answer has not passed yet. Press s again to see the solution anyway.');
    else if (key === 'x' && again) this.#reset();
    else if (key === 'x')
      this.#arm(
        key,
        `Press x again to bring ${this.#step.exercise} back as it was. A copy of yours is kept.`,
      );
    else this.#say([]);
  }

  #arm(key: string, text: string): void {
    this.#armed = key;
    this.#say([text]);
  }

  #next(): void {
    if (stateOf(this.#step) !== 'done')
      return this.#say([
        'Not yet: this exercise does not pass. (Another one: q, then npm start watch and its number.)',
      ]);
    const next = stepAfter(this.#step);
    if (!next) return this.#say(['All exercises are done. Well done!']);
    this.#step = next;
    this.#verdict = undefined;
    this.#checked = undefined;
    this.#note = [];
    void this.#check();
  }

  #hint(): void {
    const about = this.#verdict?.claims.find(({ holds }) => !holds)?.about;
    const hint = nextHint(this.#step, about) ?? nextHint(this.#step);
    if (!hint) return this.#say(['There are no hints for this one.']);
    const { shown, total } = hint;
    this.#say([`Hint ${shown.length} of ${total} for ${hint.about}: ${shown.at(-1)!}`]);
  }

  #reset(): void {
    const kept = reset(this.#step);
    this.#say([kept ? `It is as it was. Yours is kept in ${kept}` : 'It is as it was in the beginning.']);
  }

  /** Lets a command have the terminal until a key is pressed. */
  async #call(args: string[]): Promise<void> {
    this.#away = true;
    const key = await this.#terminal.lend(args);
    if (key === 'q') return this.#leave(0);
    this.#away = false;
    this.#draw();
  }
}

/** What is in the answer; nothing while it cannot be read, of which the check itself says why. */
function textIn({ exercise }: Step): string | undefined {
  try {
    return textOf(exercise);
  } catch {
    return undefined;
  }
}
